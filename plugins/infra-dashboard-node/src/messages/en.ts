/** English sentences of the upstream kit and the backend, by code. @public */
export const en = {
  // Connections
  'connection-refused': '{{label}} refused the connection',
  'connection-closed': '{{label}} closed the connection',
  'connection-failed': 'The connection to {{label}} failed',
  'host-not-found': '{{label}} cannot be found: its host name does not resolve',
  'name-service-failed':
    '{{label}} cannot be found: the name service does not respond',
  'no-route-to-host': '{{label}} cannot be reached: no route to the host',
  'no-route-to-network': '{{label}} cannot be reached: no route to its network',
  'address-not-available':
    '{{label}} cannot be reached: its address is not available',
  'connect-timeout': '{{label}} did not accept a connection in time',
  'response-timeout': '{{label}} did not respond in time',
  'refresh-timeout': 'The refresh took longer than its time budget',
  'certificate-changed':
    '{{label}} presents another certificate than the pinned one',
  'certificate-changed-to':
    '{{label}} presents another certificate than the pinned one (SHA-256 {{fingerprint}})',
  'tls-failed': 'No secure connection to {{label}}: {{reason}}',
  'port-blocked':
    'The URL of {{label}} has a port that Node.js never connects to',
  'proxy-refused': 'The proxy did not connect to {{label}} ({{status}})',

  // Responses
  'response-not-json': '{{label}} returned a response that is not JSON',
  'response-redirect': '{{label}} returned a redirect, which is not followed',
  'response-too-large': 'The response of {{label}} is larger than {{size}} MiB',
  'response-too-deep':
    '{{label}} returned JSON that is nested more than {{max}} levels deep',
  'line-too-large': '{{label}} sent a line that is larger than {{size}} KiB',
  'list-too-long': '{{label}} lists more than {{max}} items at once',
  'response-not-processed': 'The response could not be processed',
  'workload-gone': 'The platform does not have this workload any more',
  'reading-paused': 'Reading is paused after several failures',

  // Configuration
  'file-unreadable': 'The file of {{key}} cannot be read ({{reason}})',
  'file-not-regular': 'The file of {{key}} is not a regular file',
  'file-too-large': 'The file of {{key}} is larger than {{size}} MiB',
  'file-empty': 'The file of {{key}} is empty',
  'file-without-pem':
    'The file of {{key}} contains no certificate or key in PEM',
  'cluster-name-taken':
    "a cluster of '{{provider}}' is called '{{cluster}}', which is already the name of a cluster of {{other}}",
  'config-issue': '{{key}}: {{problem}}',
  'config-issue-line': '{{key}}: {{problem}} (line {{line}})',
  'config-issue-file': '{{key}}: {{problem}} ({{file}})',
  'config-issue-line-of-file':
    '{{key}}: {{problem}} (line {{line}} of {{file}})',
  'config-issues': '{{issues}}',
  'unknown-key': "unknown key '{{name}}'",
  'unknown-key-nearest': "unknown key '{{name}}'; did you mean '{{nearest}}'?",
  'unknown-key-known': "unknown key '{{name}}'; known keys are {{known}}",
  'unknown-platform': "'{{type}}' is not a known platform; known are {{known}}",
  'no-platform':
    "'{{type}}' is not a known platform: no platform module is installed",
  'name-taken': "'{{name}}' is already the name of {{other}}",
  'name-taken-elsewhere': "'{{name}}' is already the name of another provider",
  'cannot-be-used': 'cannot be used ({{reason}})',
  'cannot-be-checked': 'cannot be checked ({{reason}})',
  'too-many-levels': 'has more than {{max}} levels',
  'named-file-unreadable': '{{file}} cannot be read ({{reason}})',
  'named-file-not-regular': '{{file}} is not a regular file',
  'named-file-too-large': '{{file}} is larger than {{size}} MiB',
  'named-file-not-json': '{{file}} is not valid JSON',
  'must-be-object': 'must be an object',
  'must-be-text-object': 'must be an object of texts',
  'must-be-list': 'must be a list',
  'must-be-text-list': 'must be a list of texts',
  'must-be-provider-list': 'must be a list of providers',
  'must-be-file-name': 'must be a file name',
  'must-be-file-list': 'must be a list of file names',
  'must-be-text': 'must be a text',
  'must-be-text-such-as': 'must be a text such as {{example}}',
  'must-be-url-such-as': 'must be a URL such as {{example}}',
  'must-not-contain-credentials':
    'must not contain credentials; use {{keys}} for them',
  'must-not-be-empty': 'must not be empty',
  'must-not-be-empty-variable':
    'must not be empty; is its environment variable set?',
  'must-not-be-longer': 'must not be longer than {{max}} characters',
  'must-not-contain-spaces': 'must not contain line breaks, spaces or quotes',
  'must-be-boolean': 'must be true or false',
  'must-be-duration':
    "must be a duration such as '15s', '2m' or { seconds: 15 }",
  'must-be-between': 'must be between {{min}} and {{max}}',
  'must-be-number-from': 'must be a whole number from {{min}} to {{max}}',
  'must-be-number-of-at-least': 'must be a whole number of at least {{min}}',
  'must-be-entity-reference': 'must be an entity reference',
  'must-be-proxy': 'must be the http(s) URL of a proxy, or false',
  'must-be-pem': 'must be a certificate in PEM, or that in base64',
  'cannot-be-combined': 'cannot be combined with {{other}}; choose one',
  'is-required-with': 'is required with {{other}}',
  'another-cluster':
    'The configured address leads to another cluster than before',
  'credentials-refused':
    'The credentials were refused three times within ten minutes',

  // Limitations
  'prometheus-status': '{{label}} responded with status {{status}}',
  'prometheus-query-rejected':
    '{{label}} rejects the query for {{metric}} ({{reason}})',
  'prometheus-several-series':
    'The query for {{metric}} returns {{count}} series instead of one',
  'node-facts-late':
    'Some facts of the node are missing: the platform has not returned them in time',
  'node-facts-unreadable': 'Some facts of the node are missing: {{reason}}',
  'node-memory-full': '{{percentage}} % of the memory is in use',
  'node-storage-full': '{{percentage}} % of the disk is in use',
  'nodes-truncated': 'Only the first {{count}} of {{total}} nodes are shown',
  'storages-truncated':
    'Only the first {{count}} of {{total}} storages are shown',
  'storage-almost-full': '{{percent}}% of the space is used',
  'version-unsupported':
    'Version {{version}} gets no corrections since {{end}}',
  'version-unsupported-old': 'Version {{version}} gets no corrections any more',
  'version-ends-soon': 'Version {{version}} gets corrections until {{end}}',
  'backup-missing_one': '{{count}} machine is in no backup job',
  'backup-missing_other': '{{count}} machines are in no backup job',
  'certificate-expires':
    'The certificate of a server is valid until {{end}}; it cannot be read afterwards',
  'certificate-expired': 'The certificate of a server was valid until {{end}}',
  'renew-certificate': 'Renew the certificate on the server',
  'upgrade-version': 'Upgrade to a version that gets corrections',
  'workloads-truncated':
    'Only the first {{count}} of {{total}} workloads are shown',
  'clock-ahead':
    'The clock of the server is {{difference}} ahead of that of this backend',
  'clock-behind':
    'The clock of the server is {{difference}} behind that of this backend',
  'duplicate-cluster':
    'This is the same cluster as {{clusters}}: sums count its nodes once',
  'clusters-not-read':
    'The workloads of {{clusters}} are not known, and may depend on the node as well',

  // Hints and remedies
  'check-prometheus-query':
    'Correct the query in infraDashboard.history.prometheus, and set clusterLabel where the server has metrics of several clusters',
  'check-server':
    'Check that the server runs and that this backend may reach it',
  'check-network': 'Check the network path and the load of the server',
  'check-port': 'Check the port; those of other protocols are blocked',
  'check-proxy': 'Check the proxy setting and what the proxy allows',
  'check-api-url':
    'Check that the URL leads to the API and not to a proxy page',
  'check-list': 'Check that the URL leads to the API, and what it lists',
  'check-file':
    'Check that the file is there and that this backend may read it',
  'check-credentials':
    'Check that the configured credentials are right and still valid',
  'credentials-not-sendable':
    'The credentials for {{label}} contain a line break or another character that cannot be sent',
  'check-quotes':
    'Copy the token or password again, without quotes and line breaks',
  'issue-server-certificate':
    'Issue a certificate that is meant for servers (extendedKeyUsage serverAuth)',
  'check-https': 'Check that the port speaks HTTPS, or use an http URL',
  'trust-authority':
    'Trust its certificate authority, or pin the fingerprint of its certificate',
  'renew-fingerprint':
    'If the certificate was renewed, check it on the server and set the new fingerprint',
  'use-redirect': 'Configure the address that the redirect leads to',
  'grant-read': 'Grant the configured credentials the right to read',
  'raise-interval': 'Raise refreshInterval, so that fewer requests are sent',
  'raise-timeout':
    'Raise the timeout of the provider, or check the load of the platform',
  'look-at-log':
    'Look at the log of the server; the read is retried automatically',
  'workload-gone-hint': 'The next refresh removes it from the lists',
  'wait-or-refresh': 'Wait for the next attempt, or refresh',
  'correct-configuration':
    'Correct the configuration; a change is applied without a restart',
  'correct-address':
    'Correct the address. If the cluster was replaced on purpose, switch the provider off and on again',
  'rename-cluster': 'Give one of the two another name',
  'change-credentials':
    'Change them, or wait: more attempts could lock the account',
  'change-credentials-wait_one':
    'Change them, or wait for {{count}} minute: more attempts could lock the account',
  'change-credentials-wait_other':
    'Change them, or wait for {{count}} minutes: more attempts could lock the account',
  'plugin-defect':
    'This is a defect of the plugin; the log of the backend contains the place',
  'split-provider':
    'Configure a provider for each part of it, with rights on that part',
  'check-clocks':
    'Synchronize both clocks; until then, times that the platform reports are shifted',
  'remove-duplicates':
    'Remove all but one of these providers, unless each is to show another namespace or project',

  // Connection check, and why a node is believed to be a machine
  'check-connection': 'Connect',
  'check-configuration': 'Configuration',
  'provider-removed': "There is no provider '{{provider}}' any more",
  'evidence-cluster-and-id':
    'The provider id names the cluster {{cluster}} and the id {{id}}',
  'evidence-id':
    'The provider id names the id {{id}}, and the name or an address is the same',
  'evidence-uuid': 'The provider id names the UUID of the machine',
  'evidence-system-uuid':
    'The system UUID of the node is the UUID of the machine',
  'evidence-address': 'Both have the address {{address}}',
  'evidence-address-and-name':
    'Both have the address {{address}} and the same name',
};
