import type { en } from './en';

export const de: Record<keyof typeof en, string> = {
  // Texts of the configuration
  'must-be-url-list': 'muss eine Liste von URLs sein',
  'must-hold-url': 'muss mindestens eine URL enthalten',
  'must-look-like-token': 'muss die Form user@realm!name haben',
  'must-look-like-user': 'muss die Form user@realm haben, etwa portal@pve',
  'must-be-file': 'muss der Name einer Datei sein',
  'url-missing': 'fehlt: die Adresse eines Mitglieds des Clusters',
  'password-missing':
    'ist mit username erforderlich; ist die Umgebungsvariable gesetzt?',
  'token-missing': 'fehlt: das API-Token, etwa user@realm!name',
  'token-secret-missing':
    'fehlt: das Geheimnis des API-Tokens; ist die Umgebungsvariable gesetzt?',
  'must-be-fingerprint': 'muss ein SHA-256-Fingerabdruck sein',
  'must-be-fingerprint-digits':
    'muss ein SHA-256-Fingerabdruck sein: 64 hexadezimale Ziffern, mit oder ohne Doppelpunkte',
  'must-be-endpoint':
    'muss eine URL oder ein Objekt mit url und fingerprint sein',

  'type-qemu': 'Virtuelle Maschine',
  'type-lxc': 'Container (LXC)',

  'quorum-lost':
    'Quorum verloren: Der Cluster kann nicht geändert werden, und dies ist die Sicht nur einer Teilgruppe',
  'no-node-online': 'Kein Knoten ist online',
  'no-node-listed': 'Kein Knoten ist aufgeführt',
  'nodes-unhealthy_one': '{{count}} von {{total}} Knoten gestört: {{nodes}}',
  'nodes-unhealthy_other': '{{count}} von {{total}} Knoten gestört: {{nodes}}',
  'two-reasons': '{{first}}. {{second}}',
  'ceph-status': 'Ceph meldet {{status}}',
  'ceph-checks': 'Ceph meldet {{status}}: {{checks}}',

  'node-maintenance': 'In Wartung',
  'node-maintenance-offline': 'In Wartung, offline',
  'node-fencing': 'Wird isoliert (Fencing)',
  'node-offline':
    'Offline: von den anderen Clustermitgliedern nicht erreichbar',
  'node-offline-fencing':
    'Offline: von den anderen Clustermitgliedern nicht erreichbar; wird isoliert (Fencing)',
  'node-offline-no-quorum':
    'Von dieser Teilgruppe ohne Quorum aus nicht sichtbar',
  'node-no-statistics':
    'Seit fünf Minuten keine Statistik: Der Knoten ist gerade gestartet, oder ein Storage oder pvestatd hängt',
  'storage-unavailable':
    'Storage {{storage}} ist auf diesem Knoten nicht verfügbar',

  'storage-inactive': 'Auf keinem verbundenen Knoten verfügbar',
  'storage-partly': 'Nicht verfügbar auf {{nodes}}',
  'storage-nodes-unknown': 'Zustand unbekannt: {{nodes}} ist nicht online',
  'storage-disabled': 'In der Konfiguration abgeschaltet',

  'guest-no-statistics': 'Der Knoten hat keine Statistik für den Gast',
  'guest-io-error': 'Angehalten: E/A-Fehler (Storage voll?)',
  'guest-internal-error': 'Angehalten: interner Fehler von QEMU',
  'guest-panicked': 'Das Betriebssystem des Gasts ist abgestürzt',
  'guest-watchdog': 'Vom Watchdog angehalten',
  'guest-locked': 'Gesperrt: {{lock}}',
  'guest-locked-long': 'Gesperrt: {{lock}}, seit {{hours}} Stunden',
  'guest-ha-not-started':
    'HA soll ihn gestartet halten, aber er ist gestoppt (HA-Status {{hastate}})',
  'guest-ha-state': 'HA-Status {{hastate}}',
  'guest-node-offline':
    'Knoten {{node}} ist offline; letzter Status {{status}}',
  'guest-node-offline-ha':
    'Knoten {{node}} ist offline; letzter Status {{status}}; HA-Status {{hastate}}',
  'guest-node-unknown':
    'Knoten {{node}} hat keine Statistik; letzter Status {{status}}',
  'guest-node-unknown-ha':
    'Knoten {{node}} hat keine Statistik; letzter Status {{status}}; HA-Status {{hastate}}',
  'guest-node-missing': 'Knoten unbekannt; letzter Status {{status}}',
  'guest-node-missing-ha':
    'Knoten unbekannt; letzter Status {{status}}; HA-Status {{hastate}}',

  'no-permission-node-numbers_one':
    'CPU, Arbeitsspeicher und Storage des Knotens {{node}} sind nicht sichtbar: Recht Sys.Audit fehlt',
  'no-permission-node-numbers_other':
    'CPU, Arbeitsspeicher und Storage von {{count}} Knoten sind nicht sichtbar: Recht Sys.Audit fehlt',
  'guests-partly-visible':
    'Nur einige Gäste sind sichtbar: VM.Audit ist nur für einzelne Gäste oder Pools vergeben',
  'no-guests-visible_one':
    'Gäste sind nicht sichtbar: Recht {{privileges}} fehlt',
  'no-guests-visible_other':
    'Weder Gäste noch Storages sind sichtbar: Vermutlich fehlen die Rechte {{privileges}}',
  'storages-hidden':
    'Einige oder alle Storages sind nicht sichtbar: Recht Datastore.Audit fehlt',
  'no-cluster-status': 'Quorum unbekannt: {{reason}}',
  'ceph-unreadable': 'Zustand und Belegung von Ceph unbekannt: {{reason}}',
  'mixed-versions':
    'Die Knoten haben verschiedene Versionen von Proxmox VE: {{versions}}',
  upgrade:
    'Die Aktualisierung abschließen; die Version des Clusters ist die eines Knotens',
  'malformed-rows_one':
    '{{count}} Zeile der Antwort ist fehlerhaft und wurde übersprungen',
  'malformed-rows_other':
    '{{count}} Zeilen der Antwort sind fehlerhaft und wurden übersprungen',
  'no-permission-addresses_one':
    'IP-Adressen von {{count}} Gast ({{kind}}) nicht lesbar: {{reason}}',
  'no-permission-addresses_other':
    'IP-Adressen von {{count}} Gästen ({{kind}}) nicht lesbar: {{reason}}',
  'address-of-another-cluster':
    'Adresse {{number}} von {{total}} gehört zu einem anderen Cluster und wird nicht verwendet',
  'address-not-trusted':
    'Adresse {{number}} von {{total}} wird nicht verwendet: {{reason}}',
  'address-refuses-credentials':
    'Adresse {{number}} von {{total}} wird nicht verwendet: {{reason}}',

  'snapshots-unreadable': 'Snapshots können nicht gelesen werden: {{reason}}',
  'tasks-unreadable': 'Tasks können nicht gelesen werden: {{reason}}',

  'credentials-refused':
    'Proxmox VE hat die Zugangsdaten abgelehnt: {{reason}}',
  'credentials-paused':
    'Die Zugangsdaten wurden abgelehnt und werden einige Minuten lang nicht erneut versucht',
  'login-refused': 'Proxmox VE hat die Anmeldung abgelehnt',
  'login-second-factor':
    'Proxmox VE verlangt vom Benutzer einen zweiten Faktor',
  'login-no-ticket':
    'Die Antwort von Proxmox VE auf die Anmeldung enthält kein Ticket',
  'privilege-missing': 'Zugriff verweigert: {{privilege}} auf {{path}} fehlt',
  'monitor-privilege-missing':
    'Zugriff verweigert: {{privilege}} auf {{path}} fehlt. Vor PVE 9 verlangt der Gast-Agent dieses Recht, das mehr als Lesen erlaubt',
  'permission-denied': 'Zugriff verweigert: {{reason}}',
  'rate-limited': 'Proxmox VE begrenzt die Zahl der Anfragen',
  'node-unreachable':
    'Proxmox VE erreicht den angefragten Knoten oder Dienst nicht: {{reason}}',
  'node-refuses-credentials':
    'Ein Knoten lehnt die Zugangsdaten ab, die sein Cluster annimmt: {{reason}}',
  'unknown-path':
    'Proxmox VE kennt den angefragten Pfad nicht (Status {{status}})',
  'unexpected-status': 'Proxmox VE hat mit Status {{status}} geantwortet',
  'unexpected-status-reason':
    'Proxmox VE hat mit Status {{status}} geantwortet: {{reason}}',
  'unexpected-response':
    'Unerwartete Antwort: Sie hat nicht das Format der API von Proxmox VE',
  'other-cluster':
    'Die konfigurierte Adresse gehört zu einem anderen Cluster als zuvor',
  'other-cluster-address':
    'Adresse {{number}} von {{total}} gehört zu einem anderen Cluster',
  'addresses-failed': '{{first}}; andere Adressen: {{details}}',
  'address-failed': '{{number}}/{{total}}: {{reason}}',
  'addresses-failed-alike_one':
    '{{first}}; die andere Adresse schlägt ebenfalls fehl',
  'addresses-failed-alike_other':
    '{{first}}; die {{count}} anderen Adressen schlagen ebenfalls fehl',

  'fix-credentials':
    'Prüfen, ob Token oder Benutzer existiert und nicht abgelaufen ist und ob das Secret stimmt',
  'fix-login': 'Benutzernamen, Realm und Passwort prüfen',
  'fix-second-factor':
    'Ein API-Token verwenden: Ein Benutzer mit zweitem Faktor kann sich hier nicht anmelden',
  'fix-permissions':
    'Dem Benutzer und auch seinem Token die Rolle PVEAuditor auf / geben',
  'fix-services': 'Prüfen, ob pveproxy und pvedaemon auf allen Knoten laufen',
  'fix-clocks':
    'Die Uhren der Knoten vergleichen, zum Beispiel mit timedatectl',
  'fix-url': 'Prüfen, ob die URL zur API von Proxmox VE führt',
  'fix-other-cluster':
    'Die Adresse korrigieren. Wurde der Cluster absichtlich ersetzt, den Provider deaktivieren und wieder aktivieren',

  'check-credentials-paused':
    'Die Zugangsdaten wurden zu oft abgelehnt, um sie jetzt zu versuchen: Weitere Versuche könnten das Konto sperren',
  'check-not-sent':
    'Ohne Verschlüsselung nicht versucht: Dem Zertifikat einer Adresse davor wird nicht vertraut',
  'check-version': 'PVE {{version}}',
  'check-not-encrypted':
    'Die Verbindung ist nicht verschlüsselt; die Zugangsdaten können unterwegs mitgelesen werden',
  'check-any-certificate': 'Jedes Zertifikat wird akzeptiert (allowInsecure)',
  'check-privilege-missing': '{{privilege}} fehlt',
  'check-privilege-missing-on': '{{privilege}} auf {{path}} fehlt',
  'check-privilege-partial':
    '{{privilege}} ist nur auf einigen Pfaden vergeben: {{paths}}',
  'check-members_one':
    'Der Cluster hat {{members}} Mitglieder; {{count}} Adresse ist konfiguriert, keine andere wird verwendet',
  'check-members_other':
    'Der Cluster hat {{members}} Mitglieder; {{count}} Adressen sind konfiguriert, keine andere wird verwendet',
  'fix-not-encrypted': 'Eine https-URL setzen',
  'fix-any-certificate':
    'fingerprint auf die Ausgabe dieses Befehls auf dem Knoten setzen und allowInsecure auf false:\n{{command}}',
  'fix-certificate':
    '{{hint}}. Dieser Befehl auf dem Knoten gibt seinen Fingerprint aus:\n{{command}}',
  'fix-members':
    'Um verbunden zu bleiben, wenn diese ausfallen, die Adressen hinzufügen, die dieses Backend erreicht, sofern sie nicht hinter einem Proxy liegen:\nurls:\n{{lines}}',
  'title-guests': 'Gäste lesen',
  'title-login': 'Anmelden',
  'title-login-of': 'Anmelden (Adresse {{number}} von {{total}})',
  'title-members': 'Andere Clustermitglieder',
  'title-nodes': 'Werte der Knoten lesen',
  'title-permissions': 'Eigene Rechte lesen',
  'title-pools': 'Pools lesen',
  'title-quorum': 'Quorum und Adressen lesen',
  'title-reach': 'API erreichen',
  'title-reach-of': 'API erreichen (Adresse {{number}} von {{total}})',
  'title-same-cluster': 'Gehört zum selben Cluster',
  'title-same-cluster-of':
    'Gehört zum selben Cluster (Adresse {{number}} von {{total}})',
  'title-storages': 'Storages lesen',
  'title-tls': 'Dem Zertifikat vertrauen',
  'title-tls-of': 'Dem Zertifikat vertrauen (Adresse {{number}} von {{total}})',
};
