/** Sentences of this platform in English; `{{name}}` stands for a parameter. */
export const en = {
  // Texts of the configuration
  'must-be-url-list': 'must be a list of URLs',
  'must-hold-url': 'must hold at least one URL',
  'must-look-like-token': 'must look like user@realm!name',
  'must-look-like-user': 'must look like user@realm, such as portal@pve',
  'must-be-file': 'must be the name of a file',
  'url-missing': 'is missing: the address of a member of the cluster',
  'password-missing':
    'is required with username; is its environment variable set?',
  'token-missing': 'is missing: the API token, such as user@realm!name',
  'token-secret-missing':
    'is missing: the secret of the API token; is its environment variable set?',
  'must-be-fingerprint': 'must be a SHA-256 fingerprint',
  'must-be-fingerprint-digits':
    'must be a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons',
  'must-be-endpoint': 'must be a URL, or an object with url and fingerprint',

  'type-qemu': 'Virtual machine',
  'type-lxc': 'Container (LXC)',

  // Why a cluster is not healthy
  'quorum-lost':
    'Quorum lost: the cluster cannot be changed, and this is the view of one partition only',
  'no-node-online': 'No node is online',
  'no-node-listed': 'No node is listed',
  'nodes-unhealthy_one': '{{count}} of {{total}} nodes unhealthy: {{nodes}}',
  'nodes-unhealthy_other': '{{count}} of {{total}} nodes unhealthy: {{nodes}}',
  'two-reasons': '{{first}}. {{second}}',
  'ceph-status': 'Ceph reports {{status}}',
  'ceph-checks': 'Ceph reports {{status}}: {{checks}}',

  // Why a node is not healthy
  'node-maintenance': 'In maintenance',
  'node-maintenance-offline': 'In maintenance, offline',
  'node-fencing': 'Being fenced',
  'node-offline': 'Offline: not seen by the other cluster members',
  'node-offline-fencing':
    'Offline: not seen by the other cluster members; being fenced',
  'node-offline-no-quorum': 'Not seen from this partition, which has no quorum',
  'node-no-statistics':
    'No statistics for five minutes: the node has just started, or a storage or pvestatd hangs',
  'storage-unavailable': 'Storage {{storage}} is not available on this node',

  // Why a storage is not healthy
  'storage-inactive': 'Not available on any node that is online',
  'storage-partly': 'Not available on {{nodes}}',
  'storage-nodes-unknown': 'Its state is unknown: {{nodes}} is not online',
  'storage-disabled': 'Turned off in the configuration',

  // Why a guest is not healthy
  'guest-no-statistics': 'Its node has no statistics for it',
  'guest-io-error': 'Paused: I/O error (storage full?)',
  'guest-internal-error': 'Paused: internal error of QEMU',
  'guest-panicked': 'The guest operating system crashed',
  'guest-watchdog': 'Paused by its watchdog',
  'guest-locked': 'Locked: {{lock}}',
  'guest-locked-long': 'Locked: {{lock}}, for {{hours}} hours',
  'guest-ha-not-started':
    'HA keeps it started, but it is stopped (HA state {{hastate}})',
  'guest-ha-state': 'HA state {{hastate}}',
  'guest-node-offline': 'Node {{node}} is offline; last status {{status}}',
  'guest-node-offline-ha':
    'Node {{node}} is offline; last status {{status}}; HA state {{hastate}}',
  'guest-node-unknown':
    'Node {{node}} has no statistics; last status {{status}}',
  'guest-node-unknown-ha':
    'Node {{node}} has no statistics; last status {{status}}; HA state {{hastate}}',
  'guest-node-missing': 'Its node is unknown; last status {{status}}',
  'guest-node-missing-ha':
    'Its node is unknown; last status {{status}}; HA state {{hastate}}',

  // Limitations
  'no-permission-node-numbers_one':
    'CPU, memory and storage of node {{node}} are hidden: missing permission Sys.Audit',
  'no-permission-node-numbers_other':
    'CPU, memory and storage of {{count}} nodes are hidden: missing permission Sys.Audit',
  'guests-partly-visible':
    'Only some guests are visible: VM.Audit is granted on single guests or pools',
  'no-guests-visible_one':
    'Guests are hidden: missing permission {{privileges}}',
  'no-guests-visible_other':
    'No guests and no storages are visible: the permissions {{privileges}} are probably missing',
  'storages-hidden':
    'Some or all storages are hidden: missing permission Datastore.Audit',
  'no-cluster-status': 'Quorum is unknown: {{reason}}',
  'ceph-unreadable': 'Health and usage of Ceph are unknown: {{reason}}',
  'mixed-versions':
    'The nodes run several versions of Proxmox VE: {{versions}}',
  upgrade: 'Finish the upgrade; the version of the cluster is that of one node',
  'malformed-rows_one':
    '{{count}} row of the response is malformed and was skipped',
  'malformed-rows_other':
    '{{count}} rows of the response are malformed and were skipped',
  'no-permission-addresses_one':
    'IP addresses of {{count}} guest ({{kind}}) cannot be read: {{reason}}',
  'no-permission-addresses_other':
    'IP addresses of {{count}} guests ({{kind}}) cannot be read: {{reason}}',
  'address-of-another-cluster':
    'Address {{number}} of {{total}} belongs to another cluster and is not used',
  'address-not-trusted':
    'Address {{number}} of {{total}} is not used: {{reason}}',
  'address-refuses-credentials':
    'Address {{number}} of {{total}} is not used: {{reason}}',

  // Details of a guest
  'snapshots-unreadable': 'Snapshots cannot be read: {{reason}}',
  'tasks-unreadable': 'Tasks cannot be read: {{reason}}',

  // Failures
  'credentials-refused': 'Proxmox VE refused the credentials: {{reason}}',
  'credentials-paused':
    'The credentials were refused and are not tried again for some minutes',
  'login-refused': 'Proxmox VE refused the login',
  'login-second-factor': 'Proxmox VE requires a second factor from the user',
  'login-no-ticket': 'The login response of Proxmox VE has no ticket',
  'privilege-missing':
    'Permission denied: {{privilege}} on {{path}} is missing',
  'monitor-privilege-missing':
    'Permission denied: {{privilege}} on {{path}} is missing. Before PVE 9 the guest agent requires this privilege, which allows more than reading',
  'permission-denied': 'Permission denied: {{reason}}',
  'rate-limited': 'Proxmox VE limits the rate of requests',
  'node-unreachable':
    'Proxmox VE cannot reach the requested node or service: {{reason}}',
  'node-refuses-credentials':
    'A node refuses the credentials that its cluster accepts: {{reason}}',
  'unknown-path':
    'Proxmox VE does not know the requested path (status {{status}})',
  'unexpected-status': 'Proxmox VE responded with status {{status}}',
  'unexpected-status-reason':
    'Proxmox VE responded with status {{status}}: {{reason}}',
  'unexpected-response':
    'Unexpected response: it does not have the format of the Proxmox VE API',
  'other-cluster':
    'The configured address belongs to another cluster than before',
  'other-cluster-address':
    'Address {{number}} of {{total}} belongs to another cluster',
  'addresses-failed': '{{first}}; other addresses: {{details}}',
  'address-failed': '{{number}}/{{total}}: {{reason}}',
  'addresses-failed-alike_one': '{{first}}; the other address fails as well',
  'addresses-failed-alike_other':
    '{{first}}; the {{count}} other addresses fail as well',

  // How to fix failures
  'fix-credentials':
    'Check that the token or user exists and has not expired, and that the secret is correct',
  'fix-login': 'Check the user name, its realm and the password',
  'fix-second-factor':
    'Use an API token: a user with a second factor cannot log in here',
  'fix-permissions':
    'Grant the role PVEAuditor on / to the user, and to its token as well',
  'fix-services': 'Check that pveproxy and pvedaemon run on all nodes',
  'fix-clocks': 'Compare the clocks of the nodes, for example with timedatectl',
  'fix-url': 'Check that the URL leads to the API of Proxmox VE',
  'fix-other-cluster':
    'Correct the address. If the cluster was replaced on purpose, switch the provider off and on again',

  // Connection check
  'check-credentials-paused':
    'The credentials were refused too often to be tried now: more attempts could lock the account',
  'check-not-sent':
    'Not tried without encryption: the certificate of an address before it is not trusted',
  'check-version': 'PVE {{version}}',
  'check-not-encrypted':
    'The connection is not encrypted; the credentials can be read in transit',
  'check-any-certificate': 'Every certificate is accepted (allowInsecure)',
  'check-privilege-missing': '{{privilege}} is missing',
  'check-privilege-missing-on': '{{privilege}} on {{path}} is missing',
  'check-privilege-partial':
    '{{privilege}} is granted on some paths only: {{paths}}',
  'check-members_one':
    'The cluster has {{members}} members; {{count}} address is configured, and no other is contacted',
  'check-members_other':
    'The cluster has {{members}} members; {{count}} addresses are configured, and no others are contacted',
  'fix-not-encrypted': 'Set an https URL',
  'fix-any-certificate':
    'Set fingerprint to the output of this command on the node, and allowInsecure to false:\n{{command}}',
  'fix-certificate':
    '{{hint}}. This command on the node prints its fingerprint:\n{{command}}',
  'fix-members':
    'To stay connected while these are down, add the addresses that this backend can reach, unless they are behind a proxy:\nurls:\n{{lines}}',

  // Titles of the connection check
  'title-guests': 'Read guests',
  'title-login': 'Log in',
  'title-login-of': 'Log in (address {{number}} of {{total}})',
  'title-members': 'Other cluster members',
  'title-nodes': 'Read numbers of the nodes',
  'title-permissions': 'Read its own permissions',
  'title-pools': 'Read pools',
  'title-quorum': 'Read quorum and addresses',
  'title-reach': 'Reach the API',
  'title-reach-of': 'Reach the API (address {{number}} of {{total}})',
  'title-same-cluster': 'Belongs to the same cluster',
  'title-same-cluster-of':
    'Belongs to the same cluster (address {{number}} of {{total}})',
  'title-storages': 'Read storages',
  'title-tls': 'Trust its certificate',
  'title-tls-of': 'Trust its certificate (address {{number}} of {{total}})',
};
