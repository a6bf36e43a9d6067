import type { KubernetesCluster } from '../fleet/schema';
import type { SimulatedResponse } from '../server/protocol';
import { mayAccess, type Caller } from './access';
import { badRequest, json } from './responses';
import { KINDS } from './objects/store';

interface Attributes {
  namespace?: string;
  verb?: string;
  group?: string;
  resource?: string;
  name?: string;
}

function parse(body: string): Record<string, any> | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function review(
  kind: string,
  spec: unknown,
  status: object,
): SimulatedResponse {
  return json(
    {
      kind,
      apiVersion: 'authorization.k8s.io/v1',
      metadata: {},
      spec,
      status,
    },
    201,
  );
}

/** `POST …/selfsubjectaccessreviews`: may I? */
export function accessReview(
  body: string,
  options: { cluster: KubernetesCluster; caller: Caller },
): SimulatedResponse {
  const spec = parse(body)?.spec;
  if (!spec) return badRequest('the object provided is unrecognized');
  const requested: Attributes = spec.resourceAttributes ?? {};
  const {
    namespace,
    verb = 'get',
    group = '',
    resource = '',
    name,
  } = requested;
  const allowed = mayAccess(options.cluster, {
    caller: options.caller,
    verb,
    route: {
      group,
      version: 'v1',
      resource,
      ...(namespace && { namespace }),
      ...(name && { name }),
    },
  });
  return review('SelfSubjectAccessReview', spec, {
    allowed,
    ...(allowed && {
      reason:
        'RBAC: allowed by ClusterRoleBinding "dashboard" of ClusterRole "dashboard" to ServiceAccount "dashboard/simulator"',
    }),
  });
}

const READ = ['get', 'list', 'watch'];

/** `POST …/selfsubjectrulesreviews`: what may I in this namespace? */
export function rulesReview(
  body: string,
  options: { cluster: KubernetesCluster; caller: Caller },
): SimulatedResponse {
  const spec = parse(body)?.spec;
  if (!spec) return badRequest('the object provided is unrecognized');
  const namespace: string | undefined = spec.namespace;
  const { cluster, caller } = options;
  const groups = new Map<string, string[]>();
  const requested = [
    ...KINDS,
    ...['nodes', 'pods'].map(resource => ({
      group: 'metrics.k8s.io',
      version: 'v1beta1',
      resource,
    })),
  ];
  for (const { group, version, resource } of requested) {
    const route = { group, version, resource, namespace };
    if (!mayAccess(cluster, { caller, verb: 'list', route })) continue;
    groups.set(group, [...(groups.get(group) ?? []), resource]);
  }
  return review('SelfSubjectRulesReview', spec, {
    resourceRules: [
      ...[...groups].map(([group, resources]) => ({
        verbs: READ,
        apiGroups: [group],
        resources,
      })),
      {
        verbs: ['create'],
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      },
    ],
    nonResourceRules: [
      {
        verbs: ['get'],
        nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version'],
      },
    ],
    incomplete: false,
  });
}
