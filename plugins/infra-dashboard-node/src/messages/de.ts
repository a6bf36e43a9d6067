import type { en } from './en';

export const de: Record<keyof typeof en, string> = {
  'connection-refused': '{{label}} hat die Verbindung abgelehnt',
  'connection-closed': '{{label}} hat die Verbindung geschlossen',
  'connection-failed': 'Die Verbindung zu {{label}} ist fehlgeschlagen',
  'host-not-found':
    '{{label}} wurde nicht gefunden: Der Hostname lässt sich nicht auflösen',
  'name-service-failed':
    '{{label}} wurde nicht gefunden: Der Namensdienst antwortet nicht',
  'no-route-to-host': '{{label}} ist nicht erreichbar: keine Route zum Host',
  'no-route-to-network': '{{label}} ist nicht erreichbar: keine Route zum Netz',
  'address-not-available':
    '{{label}} ist nicht erreichbar: Die Adresse ist nicht verfügbar',
  'connect-timeout':
    '{{label}} hat nicht rechtzeitig eine Verbindung angenommen',
  'response-timeout': '{{label}} hat nicht rechtzeitig geantwortet',
  'refresh-timeout': 'Die Aktualisierung dauerte länger als erlaubt',
  'certificate-changed':
    '{{label}} zeigt ein anderes Zertifikat als das festgelegte',
  'certificate-changed-to':
    '{{label}} zeigt ein anderes Zertifikat als das festgelegte (SHA-256 {{fingerprint}})',
  'tls-failed': 'Keine sichere Verbindung zu {{label}}: {{reason}}',
  'port-blocked':
    'Die URL von {{label}} hat einen Port, zu dem Node.js nie eine Verbindung aufbaut',
  'proxy-refused':
    'Der Proxy hat keine Verbindung zu {{label}} aufgebaut ({{status}})',

  'response-not-json': '{{label}} hat mit etwas anderem als JSON geantwortet',
  'response-redirect':
    '{{label}} hat mit einer Weiterleitung geantwortet, der nicht gefolgt wird',
  'response-too-large': 'Die Antwort von {{label}} ist größer als {{size}} MiB',
  'response-too-deep':
    '{{label}} hat mit JSON geantwortet, das tiefer als {{max}} Ebenen verschachtelt ist',
  'line-too-large':
    '{{label}} hat eine Zeile gesendet, die größer als {{size}} KiB ist',
  'list-too-long': '{{label}} listet mehr als {{max}} Einträge auf einmal auf',
  'response-not-processed': 'Die Antwort konnte nicht verarbeitet werden',
  'workload-gone': 'Die Plattform hat diesen Workload nicht mehr',
  'reading-paused': 'Das Lesen pausiert nach mehreren Fehlern',

  'file-unreadable':
    'Die Datei von {{key}} kann nicht gelesen werden ({{reason}})',
  'file-not-regular': 'Die Datei von {{key}} ist keine reguläre Datei',
  'file-too-large': 'Die Datei von {{key}} ist größer als {{size}} MiB',
  'file-empty': 'Die Datei von {{key}} ist leer',
  'file-without-pem':
    'Die Datei von {{key}} enthält weder Zertifikat noch Schlüssel in PEM',
  'cluster-name-taken':
    'ein Cluster von „{{provider}}“ heißt „{{cluster}}“, wie bereits ein Cluster von {{other}}',
  'config-issue': '{{key}}: {{problem}}',
  'config-issue-line': '{{key}}: {{problem}} (Zeile {{line}})',
  'config-issue-file': '{{key}}: {{problem}} ({{file}})',
  'config-issue-line-of-file':
    '{{key}}: {{problem}} (Zeile {{line}} von {{file}})',
  'config-issues': '{{issues}}',
  'unknown-key': 'unbekannter Schlüssel „{{name}}“',
  'unknown-key-nearest':
    'unbekannter Schlüssel „{{name}}“; ist „{{nearest}}“ gemeint?',
  'unknown-key-known':
    'unbekannter Schlüssel „{{name}}“; bekannt sind {{known}}',
  'unknown-platform':
    '„{{type}}“ ist keine bekannte Plattform; bekannt sind {{known}}',
  'no-platform':
    '„{{type}}“ ist keine bekannte Plattform: Es ist kein Plattform-Modul installiert',
  'name-taken': '„{{name}}“ heißt bereits {{other}}',
  'name-taken-elsewhere': '„{{name}}“ heißt bereits ein anderer Provider',
  'cannot-be-used': 'kann nicht verwendet werden ({{reason}})',
  'cannot-be-checked': 'kann nicht geprüft werden ({{reason}})',
  'too-many-levels': 'hat mehr als {{max}} Ebenen',
  'named-file-unreadable': '{{file}} kann nicht gelesen werden ({{reason}})',
  'named-file-not-regular': '{{file}} ist keine reguläre Datei',
  'named-file-too-large': '{{file}} ist größer als {{size}} MiB',
  'named-file-not-json': '{{file}} ist kein gültiges JSON',
  'must-be-object': 'muss ein Objekt sein',
  'must-be-text-object': 'muss ein Objekt aus Texten sein',
  'must-be-list': 'muss eine Liste sein',
  'must-be-text-list': 'muss eine Liste von Texten sein',
  'must-be-provider-list': 'muss eine Liste von Providern sein',
  'must-be-file-name': 'muss ein Dateiname sein',
  'must-be-file-list': 'muss eine Liste von Dateinamen sein',
  'must-be-text': 'muss ein Text sein',
  'must-be-text-such-as': 'muss ein Text sein, etwa {{example}}',
  'must-be-url-such-as': 'muss eine URL sein, etwa {{example}}',
  'must-not-contain-credentials':
    'darf keine Zugangsdaten enthalten; dafür gibt es {{keys}}',
  'must-not-be-empty': 'darf nicht leer sein',
  'must-not-be-empty-variable':
    'darf nicht leer sein; ist die Umgebungsvariable gesetzt?',
  'must-not-be-longer': 'darf nicht länger als {{max}} Zeichen sein',
  'must-not-contain-spaces':
    'darf weder Zeilenumbrüche noch Leerzeichen oder Anführungszeichen enthalten',
  'must-be-boolean': 'muss true oder false sein',
  'must-be-duration':
    "muss eine Dauer sein, etwa '15s', '2m' oder { seconds: 15 }",
  'must-be-between': 'muss zwischen {{min}} und {{max}} liegen',
  'must-be-number-from': 'muss eine ganze Zahl von {{min}} bis {{max}} sein',
  'must-be-number-of-at-least':
    'muss eine ganze Zahl von mindestens {{min}} sein',
  'must-be-entity-reference': 'muss eine Entity-Referenz sein',
  'must-be-proxy': 'muss die http(s)-URL eines Proxys oder false sein',
  'must-be-pem': 'muss ein Zertifikat in PEM sein, auch in base64',
  'cannot-be-combined':
    'kann nicht mit {{other}} kombiniert werden; wählen Sie eines davon',
  'is-required-with': 'ist mit {{other}} erforderlich',
  'another-cluster':
    'Die konfigurierte Adresse führt zu einem anderen Cluster als zuvor',
  'credentials-refused':
    'Die Zugangsdaten wurden innerhalb von zehn Minuten dreimal abgelehnt',

  'prometheus-status': '{{label}} hat mit dem Status {{status}} geantwortet',
  'prometheus-query-rejected':
    '{{label}} lehnt die Abfrage für {{metric}} ab ({{reason}})',
  'prometheus-several-series':
    'Die Abfrage für {{metric}} liefert {{count}} Zeitreihen statt einer',
  'node-facts-late':
    'Einige Angaben zum Knoten fehlen: Die Plattform hat sie nicht rechtzeitig geliefert',
  'node-facts-unreadable': 'Einige Angaben zum Knoten fehlen: {{reason}}',
  'node-memory-full': '{{percentage}} % des Speichers sind belegt',
  'node-storage-full': '{{percentage}} % der Festplatte sind belegt',
  'nodes-truncated':
    'Nur die ersten {{count}} von {{total}} Knoten werden angezeigt',
  'storages-truncated':
    'Nur die ersten {{count}} von {{total}} Speichern werden angezeigt',
  'storage-almost-full': '{{percent}} % des Speicherplatzes sind belegt',
  'version-unsupported':
    'Version {{version}} erhält seit {{end}} keine Korrekturen mehr',
  'version-unsupported-old':
    'Version {{version}} erhält keine Korrekturen mehr',
  'version-ends-soon': 'Version {{version}} erhält bis {{end}} Korrekturen',
  'backup-missing_one': '{{count}} Maschine ist in keinem Sicherungsauftrag',
  'backup-missing_other':
    '{{count}} Maschinen sind in keinem Sicherungsauftrag',
  'certificate-expires':
    'Das Zertifikat eines Servers gilt bis {{end}}; danach kann er nicht mehr gelesen werden',
  'certificate-expired': 'Das Zertifikat eines Servers galt bis {{end}}',
  'renew-certificate': 'Das Zertifikat auf dem Server erneuern',
  'upgrade-version': 'Auf eine Version aktualisieren, die Korrekturen erhält',
  'workloads-truncated':
    'Nur die ersten {{count}} von {{total}} Workloads werden angezeigt',
  'clock-ahead':
    'Die Uhr des Servers geht gegenüber der dieses Backends {{difference}} vor',
  'clock-behind':
    'Die Uhr des Servers geht gegenüber der dieses Backends {{difference}} nach',
  'duplicate-cluster':
    'Dies ist derselbe Cluster wie {{clusters}}: Summen zählen seine Knoten einmal',
  'clusters-not-read':
    'Die Workloads von {{clusters}} sind nicht bekannt und hängen möglicherweise ebenfalls vom Knoten ab',

  'check-prometheus-query':
    'Die Abfrage in infraDashboard.history.prometheus korrigieren und clusterLabel setzen, wenn der Server Metriken mehrerer Cluster hat',
  'check-server':
    'Prüfen, ob der Server läuft und dieses Backend ihn erreichen darf',
  'check-network': 'Netzwerkpfad und Last des Servers prüfen',
  'check-port': 'Port prüfen; die anderer Protokolle sind gesperrt',
  'check-proxy': 'Proxy-Einstellung prüfen, und was der Proxy erlaubt',
  'check-api-url':
    'Prüfen, ob die URL zur API führt und nicht zu einer Seite eines Proxys',
  'check-list': 'Prüfen, ob die URL zur API führt und was sie auflistet',
  'check-file':
    'Prüfen, ob die Datei vorhanden ist und dieses Backend sie lesen darf',
  'check-credentials':
    'Prüfen, ob die konfigurierten Zugangsdaten richtig und noch gültig sind',
  'credentials-not-sendable':
    'Die Zugangsdaten für {{label}} enthalten einen Zeilenumbruch oder ein anderes Zeichen, das nicht gesendet werden kann',
  'check-quotes':
    'Das Token oder Passwort noch einmal kopieren, ohne Anführungszeichen und Zeilenumbrüche',
  'issue-server-certificate':
    'Ein Zertifikat ausstellen, das für Server gedacht ist (extendedKeyUsage serverAuth)',
  'check-https':
    'Prüfen, ob der Port HTTPS spricht, oder eine http-URL verwenden',
  'trust-authority':
    'Der Zertifizierungsstelle vertrauen oder den Fingerabdruck des Zertifikats festlegen',
  'renew-fingerprint':
    'Wenn das Zertifikat erneuert wurde: auf dem Server prüfen und den neuen Fingerabdruck eintragen',
  'use-redirect': 'Die Adresse konfigurieren, zu der die Weiterleitung führt',
  'grant-read': 'Den konfigurierten Zugangsdaten das Leserecht geben',
  'raise-interval':
    'refreshInterval erhöhen, damit weniger Anfragen gesendet werden',
  'raise-timeout':
    'Das Zeitlimit des Providers erhöhen oder die Last der Plattform prüfen',
  'look-at-log':
    'Das Log des Servers ansehen; das Lesen wird automatisch wiederholt',
  'workload-gone-hint':
    'Die nächste Aktualisierung entfernt ihn aus den Listen',
  'wait-or-refresh': 'Den nächsten Versuch abwarten oder aktualisieren',
  'correct-configuration':
    'Die Konfiguration korrigieren; eine Änderung gilt ohne Neustart',
  'correct-address':
    'Die Adresse korrigieren. Wenn der Cluster absichtlich ersetzt wurde, den Provider aus- und wieder einschalten',
  'rename-cluster': 'Einem der beiden einen anderen Namen geben',
  'change-credentials':
    'Zugangsdaten ändern oder warten: Weitere Versuche könnten das Konto sperren',
  'change-credentials-wait_one':
    'Zugangsdaten ändern oder {{count}} Minute warten: Weitere Versuche könnten das Konto sperren',
  'change-credentials-wait_other':
    'Zugangsdaten ändern oder {{count}} Minuten warten: Weitere Versuche könnten das Konto sperren',
  'plugin-defect':
    'Dies ist ein Fehler des Plugins; das Log des Backends enthält die Stelle',
  'split-provider':
    'Für jeden Teil einen Provider konfigurieren, mit Rechten auf diesen Teil',
  'check-clocks':
    'Beide Uhren synchronisieren; bis dahin sind Zeiten verschoben, die die Plattform meldet',
  'remove-duplicates':
    'Alle bis auf einen dieser Provider entfernen, sofern nicht jeder einen anderen Namespace oder ein anderes Projekt zeigen soll',
  'check-connection': 'Verbinden',
  'check-configuration': 'Konfiguration prüfen',
  'provider-removed': "Es gibt keinen Provider '{{provider}}' mehr",
  'evidence-cluster-and-id':
    'Die Provider-ID nennt den Cluster {{cluster}} und die ID {{id}}',
  'evidence-id':
    'Die Provider-ID nennt die ID {{id}}, und der Name oder eine Adresse ist gleich',
  'evidence-uuid': 'Die Provider-ID nennt die UUID der Maschine',
  'evidence-system-uuid':
    'Die System-UUID des Knotens ist die UUID der Maschine',
  'evidence-address': 'Beide haben die Adresse {{address}}',
  'evidence-address-and-name':
    'Beide haben die Adresse {{address}} und denselben Namen',
};
