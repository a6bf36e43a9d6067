import type { CredentialsInfo } from './credentials/describeCredentials';
import type { ResourceRule } from './resourceRule';
import { ALL_RULES } from './resources';

/** The service account that needs a permission, and where. */
export interface Grantee {
  namespace?: string;
  /** `namespace:name` of the service account; absent where it is unknown. */
  serviceAccount?: string;
}

/** The account of a cluster, as far as it is known. */
export function granteeOf(options: {
  namespace?: string;
  credentials?: CredentialsInfo;
}): Grantee {
  const { credentials, namespace } = options;
  return { namespace, serviceAccount: credentials?.serviceAccount };
}

const NAME = 'infra-dashboard';
const PLACEHOLDER = 'NAMESPACE:NAME';

/** The kubectl command that grants reading one resource. */
export function grantCommand(rule: ResourceRule, grantee: Grantee): string {
  const scoped = rule.namespaced && grantee.namespace;
  const kubectl = scoped ? `kubectl -n ${grantee.namespace}` : 'kubectl';
  const role = scoped ? 'role' : 'clusterrole';
  const name = `${NAME}-${rule.id}`;
  const resource = rule.group
    ? `${rule.resource}.${rule.group}`
    : rule.resource;
  const verbs = rule.verb === 'list' ? 'get,list,watch' : 'get';
  const restricted = rule.name ? ` --resource-name=${rule.name}` : '';
  const account = grantee.serviceAccount ?? PLACEHOLDER;
  return [
    `${kubectl} create ${role} ${name} --verb=${verbs} --resource=${resource}${restricted}`,
    `${kubectl} create ${role}binding ${name} --${role}=${name} --serviceaccount=${account}`,
  ].join(' && ');
}

function ruleYaml(rules: ResourceRule[]): string[] {
  return rules.flatMap(rule => [
    `  - apiGroups: ['${rule.group}']`,
    `    resources: [${rule.resource}]`,
    ...(rule.name ? [`    resourceNames: [${rule.name}]`] : []),
    `    verbs: [${rule.verb === 'list' ? 'get, list, watch' : 'get'}]`,
  ]);
}

function roleYaml(
  kind: 'Role' | 'ClusterRole',
  rules: ResourceRule[],
  grantee: Grantee,
): string {
  const [accountNamespace, accountName] = (
    grantee.serviceAccount ?? PLACEHOLDER
  ).split(':');
  const metadata =
    kind === 'Role'
      ? `metadata: { name: ${NAME}, namespace: ${grantee.namespace} }`
      : `metadata: { name: ${NAME} }`;
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${kind}`,
    metadata,
    'rules:',
    ...ruleYaml(rules),
    '---',
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${kind}Binding`,
    metadata,
    `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${NAME} }`,
    'subjects:',
    `  - { kind: ServiceAccount, name: ${accountName}, namespace: ${accountNamespace} }`,
  ].join('\n');
}

/** A manifest for `kubectl apply -f` that grants everything that is read, and nothing more. */
export function grantManifest(grantee: Grantee): string {
  if (!grantee.namespace) return roleYaml('ClusterRole', ALL_RULES, grantee);
  return [
    roleYaml(
      'Role',
      ALL_RULES.filter(rule => rule.namespaced),
      grantee,
    ),
    roleYaml(
      'ClusterRole',
      ALL_RULES.filter(rule => !rule.namespaced),
      grantee,
    ),
  ].join('\n---\n');
}
