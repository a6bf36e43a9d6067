import type { en } from './en';

export const de: Record<keyof typeof en, string> = {
  // Texts of the configuration
  'must-be-region-list':
    "muss eine Liste von Regionen sein, etwa ['eu-1', 'eu-2']",
  'must-name-region':
    'muss eine Region nennen; ohne den Schlüssel werden alle gelesen',
  'must-name-region-once': 'muss jede Region einmal nennen',
  'must-be-interface': 'muss public, internal oder admin sein',
  'secret-required': 'ist mit einem Application Credential erforderlich',
  'not-with-credential':
    'kann nicht mit einem Application Credential kombiniert werden; wählen Sie eines davon',
  'project-of-credential':
    'kann nicht mit einem Application Credential gesetzt werden, das sein eigenes Projekt hat',
  'user-required':
    'ist erforderlich, oder applicationCredentialId, oder cloud mit dem Namen eines Eintrags in clouds.yaml',
  'project-required':
    'ist mit username erforderlich, oder stattdessen projectId',
  'not-with-cloud':
    'kann nicht mit cloud kombiniert werden, das dafür eigene Werte hat',
  'only-with-cloud': 'wird nur mit cloud verwendet, was nicht gesetzt ist',
  'auth-url-required':
    'ist erforderlich, oder cloud mit dem Namen eines Eintrags in clouds.yaml',

  'type-instance': 'Instanz',

  'login-timeout': 'Keystone hat nicht rechtzeitig geantwortet',
  'check-keystone-load': 'Prüfen Sie den Netzwerkweg und die Last von Keystone',
  'no-token-in-response':
    'Keystone hat die Anmeldung angenommen, aber die Antwort enthält kein Token',
  'check-auth-url':
    'Prüfen Sie, ob authUrl auf Keystone zeigt und nicht auf die Seite eines Proxys',
  'token-without-project':
    'Das Keystone-Token hat kein Projekt und keinen Dienstkatalog',
  'grant-project-role':
    'Geben Sie dem Benutzer eine Rolle im Projekt: openstack role add --user USER --project PROJECT reader',
  'password-refused':
    'Keystone hat den Benutzer, das Passwort oder das Projekt abgelehnt',
  'check-password':
    'Prüfen Sie username, password, deren Domain und ob der Benutzer eine Rolle im Projekt hat. Keystone meldet nicht, was davon falsch ist',
  'credential-refused': 'Keystone hat das Application Credential abgelehnt',
  'credential-unknown':
    'Keystone kennt das Application Credential nicht, oder authUrl zeigt nicht auf Keystone',
  'create-credential':
    'Es ist vielleicht falsch, abgelaufen oder mit seinem Benutzer oder einer Rolle des Benutzers gelöscht worden. Erstellen Sie ein neues: openstack application credential create infra-dashboard --role reader',
  'no-keystone': 'Unter authUrl gibt es kein Keystone v3',
  'find-auth-url':
    'Setzen Sie authUrl auf die Adresse, die `openstack catalog show identity` ausgibt',
  'login-invalid':
    'Keystone hat den Benutzer, das Projekt oder deren Domains als ungültig abgelehnt',
  'check-domains': 'Prüfen Sie userDomainName und projectDomainName',
  'login-forbidden':
    'Keystone erlaubt die Anmeldung mit diesen Zugangsdaten nicht',
  'check-user':
    'Der Benutzer ist vielleicht gesperrt oder muss das Passwort ändern',
  'login-rate-limited': 'Keystone begrenzt die Zahl der Anmeldungen',
  'login-status':
    'Keystone hat auf die Anmeldung mit Status {{status}} geantwortet',
  'service-not-in-catalog': 'Der Keystone-Katalog enthält kein {{service}}',
  'register-service':
    'Prüfen Sie die Region oder tragen Sie den Dienst ein: openstack endpoint create {{type}}',
  'service-not-in-region':
    'Der Katalog enthält kein {{service}} in der Region {{region}}',
  'several-regions': 'Der Katalog enthält {{service}} in mehreren Regionen',
  'set-region': 'Setzen Sie region auf eine von: {{regions}}',
  'too-many-regions':
    'Der Katalog enthält {{count}} Regionen, und höchstens {{max}} können gelesen werden',
  'set-regions': 'Nennen Sie die zu lesenden in regions',
  'interface-not-in-catalog':
    'Der Katalog enthält keinen {{interface}}-Endpunkt von {{service}}',
  'set-interface': 'Setzen Sie interface auf eines von: {{interfaces}}',
  'endpoint-invalid':
    'Der Endpunkt von {{service}} im Katalog ist keine http- oder https-Adresse',
  'endpoint-link-local':
    'Der Endpunkt von {{service}} im Katalog ist eine Link-Local-Adresse, an der kein Dienst ist',
  'set-endpoint': 'Korrigieren Sie ihn mit: openstack endpoint set --url',
  'token-refused':
    '{{service}} lehnt ein Token ab, das Keystone gerade ausgestellt hat',
  'check-token-validation':
    'Prüfen Sie den Abschnitt [keystone_authtoken] von {{service}} und die Zugriffsregeln des Application Credentials, falls es welche hat',
  'action-forbidden':
    '{{service}} erlaubt diesen Zugangsdaten die Anfrage nicht ({{action}})',
  'outside-access-rules':
    'Die Zugriffsregeln des Application Credentials erlauben die Anfrage nicht ({{action}})',
  'rate-limited': '{{service}} begrenzt die Zahl der Anfragen',
  'response-status':
    '{{service}} hat auf die Anfrage ({{action}}) mit Status {{status}} geantwortet',
  'check-log': 'Prüfen Sie das Log von {{service}}',
  'not-a-list':
    '{{service}} hat auf die Anfrage ({{action}}) ohne gültige Liste geantwortet',
  'quota-invalid': 'Die Antwort mit der Quota des Projekts ist ungültig',
  'cloud-file-unreadable': 'cloud: {{problem}}',
  'cloud-file-not-yaml': 'cloud: {{file}} ist kein gültiges YAML',
  'cloud-file-not-object': 'cloud: {{file}} enthält kein Objekt',
  'cloud-file-missing': 'cloudsYamlPath: Die Datei gibt es nicht',
  'cloud-file-not-found':
    'cloud: Es gibt keine clouds.yaml in OS_CLIENT_CONFIG_FILE, im Arbeitsverzeichnis, in ~/.config/openstack oder /etc/openstack',
  'cloud-unknown':
    "cloud: clouds.yaml enthält '{{cloud}}' nicht; vorhanden: {{clouds}}",
  'cloud-file-empty':
    "cloud: clouds.yaml enthält '{{cloud}}' nicht; sie enthält keine",
  'cloud-profile-unknown':
    "cloud: Das Profil '{{profile}}' steht nicht in clouds-public.yaml; setzen Sie stattdessen auth_url im Eintrag",
  'cloud-incomplete':
    "cloud: Der Eintrag '{{cloud}}' ist unvollständig: {{reasons}}",
  'auth-type-not-renewable':
    'cloud: auth_type {{type}} lässt sich nicht erneuern; melden Sie sich damit an, führen Sie openstack application credential create infra-dashboard --role reader aus und verwenden Sie das Ergebnis',
  'auth-type-interactive':
    'cloud: auth_type {{type}} braucht einen Menschen zur Anmeldung; melden Sie sich damit an, führen Sie openstack application credential create infra-dashboard --role reader aus und verwenden Sie das Ergebnis',
  'auth-type-unsupported':
    'cloud: auth_type {{type}} wird nicht unterstützt; melden Sie sich damit an, führen Sie openstack application credential create infra-dashboard --role reader aus und verwenden Sie das Ergebnis',
  'cloud-endpoint-invalid':
    'cloud: {{key}} muss eine http- oder https-URL ohne Zugangsdaten sein',
  'cloud-region-values':
    "cloud: Die Region {{region}} hat unter regions einen eigenen Wert '{{key}}', was nicht unterstützt wird; geben Sie der Region einen eigenen Eintrag, und verwenden Sie ihn in einem weiteren Provider",
  'system-scope':
    'cloud: Mit System-Scope lassen sich keine Server auflisten; verwenden Sie einen Projekt-Scope (project_name)',
  'login-passed':
    'Projekt {{project}}, Rollen: {{roles}}; das Token gilt {{minutes}} min',
  'login-passed-restricted':
    'Projekt {{project}}, Rollen: {{roles}}, Zugriffsregeln: {{rules}}; das Token gilt {{minutes}} min',
  'nova-found': 'Region {{region}}, Microversions bis {{microversion}}',
  'nova-found-without-versions':
    'Region {{region}}; Nova meldet seine Microversions nicht',
  'nova-plain-http':
    'Region {{region}}: Der Nova-Endpunkt nutzt einfaches http, das Token wird also unverschlüsselt gesendet',
  'use-https':
    'Setzen Sie ein anderes interface oder korrigieren Sie den Endpunkt im Katalog',
  'all-projects-disabled': 'allProjects ist false',
  'cell-unreachable': 'Die Nova-Zelle antwortet nicht',
  'guest-crashed': 'Gast abgestürzt',
  'guest-not-running': 'Gast läuft nicht ({{powerState}})',
  'task-running': 'Task: {{task}}',
  'server-rescued': 'Rettungsmodus: von einem anderen Image gestartet',
  'resize-unconfirmed': 'Größenänderung wartet auf Bestätigung',
  'host-down': 'Hypervisor ausgefallen',
  'host-down-last-status':
    'Hypervisor ausgefallen; letzter bekannter Status: {{status}}',
  'host-down-last-task':
    'Hypervisor ausgefallen; letzter bekannter Status: {{status}}, Task: {{task}}',
  'host-disabled': 'Deaktiviert',
  'host-disabled-because': 'Deaktiviert: {{reason}}',
  'service-down': 'Compute-Dienst ausgefallen',
  'service-down-disabled': 'Compute-Dienst ausgefallen und deaktiviert',
  'service-down-disabled-because':
    'Compute-Dienst ausgefallen und deaktiviert: {{reason}}',
  'service-forced-down': 'Compute-Dienst als ausgefallen markiert',
  'service-forced-down-disabled':
    'Compute-Dienst als ausgefallen markiert und deaktiviert',
  'service-forced-down-disabled-because':
    'Compute-Dienst als ausgefallen markiert und deaktiviert: {{reason}}',
  'host-outdated':
    'Hypervisoren konnten nicht gelesen werden; dieser stand in der letzten Liste',
  'hosts-hidden': 'Keine Berechtigung, Hypervisoren aufzulisten',
  'hosts-unreadable': 'Hypervisoren konnten nicht gelesen werden',
  'no-hosts': 'Keine Hypervisoren',
  'hosts-down_one': 'Der einzige Hypervisor ist ausgefallen',
  'hosts-down_other': '{{count}} Hypervisoren: {{down}} ausgefallen',
  'hosts-unknown_one': 'Der Zustand des einzigen Hypervisors ist unbekannt',
  'hosts-unknown_other': '{{count}} Hypervisoren: {{unknown}} unbekannt',
  'hosts-down-disabled':
    '{{count}} Hypervisoren: {{down}} ausgefallen, {{disabled}} deaktiviert',
  'hosts-down-unknown':
    '{{count}} Hypervisoren: {{down}} ausgefallen, {{unknown}} unbekannt',
  'hosts-disabled-unknown':
    '{{count}} Hypervisoren: {{disabled}} deaktiviert, {{unknown}} unbekannt',
  'hosts-down-disabled-unknown':
    '{{count}} Hypervisoren: {{down}} ausgefallen, {{disabled}} deaktiviert, {{unknown}} unbekannt',
  'allocated-only':
    'OpenStack meldet, was Instanzen zugeteilt ist, nicht was sie nutzen: Die Auslastung von CPU und Arbeitsspeicher ist nicht verfügbar',
  'cell-down_one':
    'Eine Nova-Zelle antwortet nicht: Von {{count}} Server ist nur die ID bekannt, und die genutzte Quota enthält ihn nicht',
  'cell-down_other':
    'Eine Nova-Zelle antwortet nicht: Von {{count}} Servern sind nur die IDs bekannt, und die genutzte Quota enthält sie nicht',
  'check-cell': 'Prüfen Sie die Datenbank und die Message Queue der Zelle',
  'hypervisors-not-understood_one':
    '{{count}} Hypervisor ist ungültig und wird weggelassen',
  'hypervisors-not-understood_other':
    '{{count}} Hypervisoren sind ungültig und werden weggelassen',
  'hypervisors-outdated': 'Hypervisoren werden wie zuletzt gelesen gezeigt',
  'hypervisors-truncated_one': 'Nur der erste Hypervisor konnte gelesen werden',
  'hypervisors-truncated_other':
    'Nur die ersten {{count}} Hypervisoren konnten gelesen werden',
  'actions-unreadable':
    'Die Aktionen an der Instanz konnten nicht gelesen werden: {{reason}}',
  'hypervisors-unreadable':
    'Hypervisoren konnten nicht gelesen werden: {{reason}}',
  'no-permission-nodes':
    'Keine Berechtigung, Hypervisoren aufzulisten: Das dürfen nur Admins. Stattdessen wird die Quota des Projekts gezeigt, und welche seiner Instanzen sich einen Host teilen',
  'no-permission-placement':
    'Keine Berechtigung, Placement zu lesen: Kapazität wird ohne Overcommit gezeigt, soweit Nova sie meldet',
  'no-permission-services':
    'Keine Berechtigung, Compute-Dienste aufzulisten: Availability Zones fehlen',
  'one-project-only': 'Nur Server des Projekts {{project}} werden aufgelistet',
  'placement-missing':
    'Placement nicht gefunden ({{reason}}): Kapazität wird ohne Overcommit gezeigt, soweit Nova sie meldet',
  'placement-unknown-host_one':
    'Placement kennt den Host {{host}} nicht: seine Größe fehlt in den Summen',
  'placement-unknown-host_other':
    'Placement kennt {{count}} Hosts nicht, etwa {{host}}: ihre Größen fehlen in den Summen',
  'disk-may-be-shared':
    '{{count}} Hosts melden je {{size}} GiB Plattenplatz: sie teilen ihn vielleicht, daher steht er in keiner Summe',
  'placement-partial_one':
    'Placement konnte für {{count}} Host nicht gelesen werden: Seine Zuteilung fehlt oder ist veraltet',
  'placement-partial_other':
    'Placement konnte für {{count}} Hosts nicht gelesen werden: Ihre Zuteilung fehlt oder ist veraltet',
  'pool-down': 'Der Scheduler von Cinder meldet den Pool als ausgefallen',
  'storages-hidden':
    'Speicherpools sind verborgen: Cinder listet sie nur für die Rolle admin auf',
  'storages-unreadable':
    'Speicherpools konnten nicht gelesen werden: {{reason}}',
  'storages-not-understood_one':
    '{{count}} Speicherpool ist ungültig und wird weggelassen',
  'storages-not-understood_other':
    '{{count}} Speicherpools sind ungültig und werden weggelassen',
  'placement-unreadable':
    'Placement konnte nicht gelesen werden ({{reason}}): Kapazität wird ohne Overcommit gezeigt, soweit Nova sie meldet',
  'grant-placement':
    'Placement listet Hosts nur für die Rolle admin auf. Vergeben Sie diese, oder erlauben Sie placement:resource_providers:list, placement:resource_providers:inventories:list und placement:resource_providers:usages in policy.yaml von Placement',
  'quota-unreadable':
    'Die Quota des Projekts konnte nicht gelesen werden: {{reason}}',
  'servers-not-understood_one':
    '{{count}} Server ist ungültig und wird weggelassen',
  'servers-not-understood_other':
    '{{count}} Server sind ungültig und werden weggelassen',
  'servers-truncated_one': 'Nur der erste Server konnte gelesen werden',
  'servers-truncated_other':
    'Nur die ersten {{count}} Server konnten gelesen werden',
  'servers-unreadable': 'Server konnten nicht gelesen werden: {{reason}}',
  'services-not-understood_one':
    '{{count}} Compute-Dienst ist ungültig und wird weggelassen',
  'services-not-understood_other':
    '{{count}} Compute-Dienste sind ungültig und werden weggelassen',
  'services-truncated_one':
    'Nur der erste Compute-Dienst konnte gelesen werden',
  'services-truncated_other':
    'Nur die ersten {{count}} Compute-Dienste konnten gelesen werden',
  'services-unreadable':
    'Compute-Dienste konnten nicht gelesen werden: {{reason}}',
  'credential-expires': 'Das Application Credential gilt bis {{end}}',
  'password-expires': 'Das Passwort gilt bis {{end}}',
  'renew-before': 'Vorher erneuern',
  'title-login': 'Bei Keystone anmelden',
  'title-catalog': 'Nova im Katalog finden',
  'title-catalog-of': 'Nova im Katalog finden ({{cluster}})',
  'title-servers': 'Server auflisten',
  'title-servers-of': 'Server auflisten ({{cluster}})',
  'title-projects': 'Server aller Projekte auflisten',
  'title-projects-of': 'Server aller Projekte auflisten ({{cluster}})',
  'title-hypervisors': 'Hypervisoren auflisten',
  'title-hypervisors-of': 'Hypervisoren auflisten ({{cluster}})',
  'title-placement': 'Placement lesen',
  'title-placement-of': 'Placement lesen ({{cluster}})',
};
