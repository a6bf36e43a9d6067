/** Sentences of the platform. `{{name}}` stands for a parameter. */
export const en = {
  // Texts of the configuration
  'source-required':
    'one of kubeConfigPath, inCluster: true or url with serviceAccountToken is required',
  'belongs-to': 'belongs to {{source}}, which is not set',
  'token-required':
    'is required with url, or serviceAccountTokenFile instead of it; is its environment variable set?',
  'must-be-service-account': 'must be the token of a service account',
  'must-be-namespace': 'must be the name of a namespace',
  'must-be-one-namespace': 'must be the name of one namespace',

  // Failures and how to fix them
  'credentials-refused': 'Kubernetes does not accept the credentials',
  'renew-credentials':
    'The token or certificate may be expired or revoked. Create a new one',
  'permission-denied': 'Missing permission: {{action}}',
  'grant-permission': 'Grant it with a ClusterRole or Role',
  'grant-manifest': 'Grant it with kubectl apply -f of:\n{{manifest}}',
  'rate-limited': 'Kubernetes limits the rate of requests',
  'raise-refresh-interval':
    'Raise refreshInterval, or give the credentials a priority level of their own',
  'unexpected-status': 'Kubernetes returned status {{status}} ({{action}})',
  'not-a-list': 'Unexpected response: not a list of {{resource}}',
  'check-url': 'Check that the URL leads to the API server',
  'no-credentials':
    'The configured user has no credentials, and anonymous access is denied',
  'configure-token':
    'Put the token of a service account into the configuration',

  // Credentials
  'server-not-url': 'The server of the kubeconfig is not an http(s) URL',
  'server-has-credentials':
    'The server of the kubeconfig must not contain credentials',
  'move-credentials': 'Put them into the user of the kubeconfig',
  'not-pem': '{{key}}-data is not a certificate or key',
  'not-in-pod': 'inCluster is set, but this backend does not run in a pod',
  'use-kubeconfig-or-url':
    'Set kubeConfigPath, or url with serviceAccountToken',
  'kubeconfig-both':
    '{{first}} and {{second}} of the kubeconfig exclude each other',
  'kubeconfig-needs': '{{key}} of the kubeconfig needs {{needed}}',
  'not-a-kubeconfig': 'The file of kubeConfigPath is not a kubeconfig',
  'unknown-context':
    'kubeConfigContext names a context that the kubeconfig does not have',
  'no-current-context':
    'The kubeconfig has no current context, and kubeConfigContext is not set',
  'list-contexts': 'List its contexts with: kubectl config get-contexts',
  'unknown-cluster': 'The context names no known cluster',
  'unknown-user': 'The context names no known user',
  'proxy-unsupported':
    'proxy-url of the kubeconfig must be an http or https URL',
  'allow-direct-connection':
    'Give this backend a direct connection to the API server',
  'interactive-login':
    'The kubeconfig signs in with the auth-provider {{name}}, which needs a person',
  'use-service-account':
    'Create a service account and set url, caData and serviceAccountToken, or put its token into the kubeconfig',
  'plugin-incomplete': 'The exec entry of the kubeconfig user is incomplete',
  'complete-plugin':
    'It needs command, the apiVersion v1 or v1beta1 of client.authentication.k8s.io and, with v1, interactiveMode Never or IfAvailable',
  'plugin-needs-terminal':
    'The credential plugin {{plugin}} needs a terminal, which a backend does not have',
  'use-token': 'Use the token of a service account instead',
  'plugin-timeout': 'The credential plugin {{plugin}} did not finish in time',
  'plugin-not-runnable':
    'The credential plugin {{plugin}} cannot be run ({{code}})',
  'install-plugin':
    'Install it in the image of this backend, or use the token of a service account',
  'plugin-failed': 'The credential plugin {{plugin}} failed ({{code}})',
  'run-plugin-manually': 'Run it manually as the user of this backend',
  'plugin-output-invalid':
    'The credential plugin {{plugin}} printed no credentials of {{apiVersion}}',

  // Health of clusters and nodes
  'nodes-hidden': 'Node health unknown: missing permission to list nodes',
  'no-nodes': 'The cluster has no nodes',
  'nodes-unhealthy': '{{unhealthy}} of {{total}} nodes unhealthy: {{nodes}}',
  'node-and-reason': '{{name}} ({{reason}})',
  'nodes-unhealthy-more':
    '{{unhealthy}} of {{total}} nodes unhealthy: {{nodes}} and {{more}} more',
  'node-never-reported': 'The node has never reported its status',
  'kubelet-silent': 'The kubelet of the node does not respond',
  'node-deleting': 'The node is being deleted',
  'node-cordoned': 'Cordoned: no new pods are scheduled here',

  // Health of workloads
  'pod-stuck': '{{status}} for more than 10 minutes',
  'containers-not-ready': '{{ready}} of {{desired}} containers are ready',
  'pod-not-ready': 'The pod is not ready',
  'pod-restarted': 'Restarted within the last 10 minutes',
  'container-ended': 'A container has ended, others are running',
  'container-exit-code':
    'Container {{container}} ended with exit code {{exitCode}}',
  'pod-node-lost': 'Its node does not respond',
  'pod-node-silent': 'Its node {{node}} does not respond',
  'pod-node-gone': 'Its node {{node}} is gone',
  'pod-replaced': 'Ended; {{controller}} runs as it should',
  'attempt-repeated':
    'Ended; a later attempt, {{later}}, runs or has completed',
  'job-retries_one': '1 pod failed and is retried',
  'job-retries_other': '{{count}} pods failed and are retried',
  'job-not-ready': 'None of the {{active}} running pods has become ready',
  'last-run-failed': 'The last run did not succeed',
  'change-not-observed': 'The last change has not been picked up yet',
  'replicas-not-ready': '{{ready}} of {{desired}} replicas are ready',
  'rollout-paused': 'The rollout is paused',
  'rollout-progress':
    '{{updated}} of {{desired}} replicas updated, {{replicas}} exist',

  // Limitations
  'metrics-empty': 'Usage unknown: the metrics API reports none of the nodes',
  'check-metrics-log':
    'Check the log of metrics-server. A new one needs a minute',
  'metrics-outdated_one':
    'Usage unknown for {{count}} object: its metrics are more than ten minutes old',
  'metrics-outdated_other':
    'Usage unknown for {{count}} objects: their metrics are more than ten minutes old',
  'metrics-skipped': 'Usage is not read because skipMetrics is set',
  'metrics-not-installed': 'Usage unknown: the cluster has no metrics API',
  'install-metrics-server': 'Install metrics-server',
  'metrics-unavailable':
    'Usage unknown: the metrics API does not work: {{reason}}',
  'credentials-expire': 'The {{kind}} is valid until {{end}}',
  'renew-before': 'Renew it before then',
  'namespace-only':
    'Only namespace {{namespace}} is read, so the requests of each node are unknown',
  'remove-namespace': 'Remove namespace to read the whole cluster',
  'identity-unknown':
    'Another cluster at the same address would not be noticed: neither the namespace {{namespace}} nor any node can be read',
  'restrict-namespace': 'Restrict the provider to a namespace',

  // Connection check
  'check-connect': 'Reach the API server',
  'check-expiry': 'The {{kind}} is valid',
  'check-permission': 'May {{action}}',
  'check-metrics': 'The metrics API works',
  'valid-until': 'Until {{end}}',
  denied: 'Permission denied',
  'unexpected-review': 'Kubernetes sent an unexpected response',
  'metrics-denied': 'Missing permission to check it',
};

/**
 * Limitations that exist once per resource. `*` in the code stands for its id, such as
 * `pods`: the code of the limitation is `no-permission-pods`.
 */
export const enPerResource = {
  'no-permission-*': 'Missing permission: list {{resource}}',
  'no-permission-watch-*':
    'Missing permission: watch {{resource}}. Each refresh reads the whole list',
  '*-unreadable': 'Reading {{resource}} failed: {{reason}}',
  '*-not-understood_one': '1 of the {{resource}} is invalid and left out',
  '*-not-understood_other':
    '{{count}} of the {{resource}} are invalid and left out',
  '*-truncated': 'Only the first {{count}} {{resource}} are read',
};

/** A language has all sentences, or does not compile. */
export type Templates = Record<keyof typeof en, string>;
export type ResourceTemplates = Record<keyof typeof enPerResource, string>;
