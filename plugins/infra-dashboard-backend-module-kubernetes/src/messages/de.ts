import type { ResourceTemplates, Templates } from './en';

export const de: Templates = {
  // Texts of the configuration
  'source-required':
    'eines von kubeConfigPath, inCluster: true oder url mit serviceAccountToken ist erforderlich',
  'belongs-to': 'gehört zu {{source}}, was nicht gesetzt ist',
  'token-required':
    'ist mit url erforderlich, oder stattdessen serviceAccountTokenFile; ist die Umgebungsvariable gesetzt?',
  'must-be-service-account': 'muss das Token eines Service-Accounts sein',
  'must-be-namespace': 'muss der Name eines Namespace sein',
  'must-be-one-namespace': 'muss der Name eines einzigen Namespace sein',

  'credentials-refused': 'Kubernetes akzeptiert die Zugangsdaten nicht',
  'renew-credentials':
    'Token oder Zertifikat sind vielleicht abgelaufen oder widerrufen. Neue erstellen',
  'permission-denied': 'Fehlende Berechtigung: {{action}}',
  'grant-permission': 'Mit einer ClusterRole oder Role erteilen',
  'grant-manifest': 'Mit kubectl apply -f erteilen:\n{{manifest}}',
  'rate-limited': 'Kubernetes begrenzt die Anzahl der Anfragen',
  'raise-refresh-interval':
    'refreshInterval erhöhen oder den Zugangsdaten eine eigene Prioritätsstufe geben',
  'unexpected-status':
    'Kubernetes antwortete mit Status {{status}} ({{action}})',
  'not-a-list': 'Unerwartete Antwort: keine Liste von {{resource}}',
  'check-url': 'Prüfen, ob die URL zum API-Server führt',
  'no-credentials':
    'Der konfigurierte Benutzer hat keine Zugangsdaten, und anonymer Zugriff ist nicht erlaubt',
  'configure-token': 'Das Token eines Service-Accounts konfigurieren',

  'server-not-url': 'Der Server der kubeconfig ist keine http(s)-URL',
  'server-has-credentials':
    'Der Server der kubeconfig darf keine Zugangsdaten enthalten',
  'move-credentials': 'Sie beim Benutzer der kubeconfig eintragen',
  'not-pem': '{{key}}-data ist kein Zertifikat oder Schlüssel',
  'not-in-pod':
    'inCluster ist gesetzt, aber dieses Backend läuft nicht in einem Pod',
  'use-kubeconfig-or-url':
    'kubeConfigPath setzen, oder url mit serviceAccountToken',
  'kubeconfig-both':
    '{{first}} und {{second}} der kubeconfig schließen einander aus',
  'kubeconfig-needs': '{{key}} der kubeconfig braucht {{needed}}',
  'not-a-kubeconfig': 'Die Datei von kubeConfigPath ist keine kubeconfig',
  'unknown-context':
    'kubeConfigContext nennt einen Kontext, den die kubeconfig nicht hat',
  'no-current-context':
    'Die kubeconfig hat keinen aktuellen Kontext, und kubeConfigContext ist nicht gesetzt',
  'list-contexts': 'Ihre Kontexte auflisten: kubectl config get-contexts',
  'unknown-cluster': 'Der Kontext nennt keinen bekannten Cluster',
  'unknown-user': 'Der Kontext nennt keinen bekannten Benutzer',
  'proxy-unsupported':
    'proxy-url der kubeconfig muss eine http- oder https-URL sein',
  'allow-direct-connection':
    'Diesem Backend eine direkte Verbindung zum API-Server geben',
  'interactive-login':
    'Die kubeconfig meldet sich mit dem auth-provider {{name}} an, der eine Person braucht',
  'use-service-account':
    'Einen Service-Account anlegen und url, caData und serviceAccountToken setzen, oder sein Token in die kubeconfig eintragen',
  'plugin-incomplete':
    'Der exec-Eintrag des Benutzers der kubeconfig ist unvollständig',
  'complete-plugin':
    'Er braucht command, die apiVersion v1 oder v1beta1 von client.authentication.k8s.io und bei v1 den interactiveMode Never oder IfAvailable',
  'plugin-needs-terminal':
    'Das Credential-Plugin {{plugin}} braucht ein Terminal, das ein Backend nicht hat',
  'use-token': 'Stattdessen das Token eines Service-Accounts verwenden',
  'plugin-timeout':
    'Das Credential-Plugin {{plugin}} wurde nicht rechtzeitig fertig',
  'plugin-not-runnable':
    'Das Credential-Plugin {{plugin}} kann nicht ausgeführt werden ({{code}})',
  'install-plugin':
    'Es im Image dieses Backends installieren, oder das Token eines Service-Accounts verwenden',
  'plugin-failed':
    'Das Credential-Plugin {{plugin}} ist fehlgeschlagen ({{code}})',
  'run-plugin-manually': 'Es von Hand als Benutzer dieses Backends ausführen',
  'plugin-output-invalid':
    'Das Credential-Plugin {{plugin}} gab keine Zugangsdaten von {{apiVersion}} aus',

  'nodes-hidden':
    'Zustand der Nodes unbekannt: Berechtigung zum Auflisten der Nodes fehlt',
  'no-nodes': 'Der Cluster hat keine Nodes',
  'nodes-unhealthy': '{{unhealthy}} von {{total}} Nodes gestört: {{nodes}}',
  'node-and-reason': '{{name}} ({{reason}})',
  'nodes-unhealthy-more':
    '{{unhealthy}} von {{total}} Nodes gestört: {{nodes}} und {{more}} weitere',
  'node-never-reported': 'Der Node hat seinen Status noch nie gemeldet',
  'kubelet-silent': 'Das Kubelet des Nodes antwortet nicht',
  'node-deleting': 'Der Node wird gerade gelöscht',
  'node-cordoned':
    'Gesperrt (cordoned): hier werden keine neuen Pods eingeplant',

  'pod-stuck': '{{status}} seit mehr als 10 Minuten',
  'containers-not-ready': '{{ready}} von {{desired}} Containern sind bereit',
  'pod-not-ready': 'Der Pod ist nicht bereit',
  'pod-restarted': 'In den letzten 10 Minuten neu gestartet',
  'container-ended': 'Ein Container ist beendet, andere laufen',
  'container-exit-code':
    'Container {{container}} endete mit Exit-Code {{exitCode}}',
  'pod-node-lost': 'Sein Node antwortet nicht',
  'pod-node-silent': 'Sein Node {{node}} antwortet nicht',
  'pod-node-gone': 'Seinen Node {{node}} gibt es nicht mehr',
  'pod-replaced': 'Beendet; {{controller}} läuft wie vorgesehen',
  'attempt-repeated':
    'Beendet; ein späterer Versuch, {{later}}, läuft oder ist abgeschlossen',
  'job-retries_one': '1 Pod ist fehlgeschlagen und wird wiederholt',
  'job-retries_other':
    '{{count}} Pods sind fehlgeschlagen und werden wiederholt',
  'job-not-ready': 'Keiner der {{active}} laufenden Pods ist bereit geworden',
  'last-run-failed': 'Der letzte Lauf ist fehlgeschlagen',
  'change-not-observed': 'Die letzte Änderung wurde noch nicht übernommen',
  'replicas-not-ready': '{{ready}} von {{desired}} Replikas sind bereit',
  'rollout-paused': 'Der Rollout ist angehalten',
  'rollout-progress':
    '{{updated}} von {{desired}} Replikas aktualisiert, {{replicas}} vorhanden',

  'metrics-empty':
    'Auslastung unbekannt: die Metrics-API meldet keinen der Nodes',
  'check-metrics-log':
    'Das Log von metrics-server prüfen. Ein neuer braucht eine Minute',
  'metrics-outdated_one':
    'Nutzung für {{count}} Objekt unbekannt: Seine Metriken sind älter als zehn Minuten',
  'metrics-outdated_other':
    'Nutzung für {{count}} Objekte unbekannt: Ihre Metriken sind älter als zehn Minuten',
  'metrics-skipped':
    'Die Auslastung wird nicht gelesen, weil skipMetrics gesetzt ist',
  'metrics-not-installed':
    'Auslastung unbekannt: der Cluster hat keine Metrics-API',
  'install-metrics-server': 'metrics-server installieren',
  'metrics-unavailable':
    'Auslastung unbekannt: die Metrics-API funktioniert nicht: {{reason}}',
  'credentials-expire': 'Die Zugangsdaten ({{kind}}) gelten bis {{end}}',
  'renew-before': 'Sie vorher erneuern',
  'namespace-only':
    'Nur der Namespace {{namespace}} wird gelesen, daher sind die Requests der Nodes unbekannt',
  'remove-namespace': 'namespace entfernen, um den ganzen Cluster zu lesen',
  'identity-unknown':
    'Ein anderer Cluster unter derselben Adresse würde nicht bemerkt: Weder der Namespace {{namespace}} noch ein Node kann gelesen werden',
  'restrict-namespace': 'Den Provider auf einen Namespace beschränken',

  'check-connect': 'API-Server erreichen',
  'check-expiry': 'Die Zugangsdaten sind gültig ({{kind}})',
  'check-permission': 'Darf {{action}}',
  'check-metrics': 'Die Metrics-API funktioniert',
  'valid-until': 'Bis {{end}}',
  denied: 'Zugriff verweigert',
  'unexpected-review': 'Kubernetes hat unerwartet geantwortet',
  'metrics-denied': 'Die Berechtigung zum Prüfen fehlt',
};

export const dePerResource: ResourceTemplates = {
  'no-permission-*': 'Fehlende Berechtigung: {{resource}} auflisten (list)',
  'no-permission-watch-*':
    'Fehlende Berechtigung: {{resource}} beobachten (watch). Jede Aktualisierung liest die ganze Liste',
  '*-unreadable': '{{resource}} konnten nicht gelesen werden: {{reason}}',
  '*-not-understood_one':
    '1 Objekt aus {{resource}} ist ungültig und wird ausgelassen',
  '*-not-understood_other':
    '{{count}} Objekte aus {{resource}} sind ungültig und werden ausgelassen',
  '*-truncated': 'Nur die ersten {{count}} {{resource}} werden gelesen',
};
