import { uuid, type Clock } from '../fleet/derive';
import type { KubernetesCluster } from '../fleet/schema';
import {
  CREDENTIALS,
  type ProtocolHandler,
  type SimulatedAnswer,
  type SimulatedRequest,
} from '../server/types';
import {
  toDeployments,
  toNode,
  toNodeMetrics,
  toPod,
  toPodMetrics,
} from './objects';

const USER = 'system:serviceaccount:simulator:dashboard';

interface Route {
  group: string;
  version: string;
  resource: string;
  namespace?: string;
  name?: string;
}

/** `/api/v1/…` and `/apis/GROUP/VERSION/…`, with or without a namespace. */
function parseRoute(path: string): Route | undefined {
  const match =
    /^\/api(?:s\/([^/]+))?\/([^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?$/.exec(
      path,
    );
  if (match) {
    const [, group = '', version, namespace, resource, name] = match;
    return { group, version, namespace, resource, name };
  }
  const alone = /^\/api\/(v1)\/namespaces\/([^/]+)$/.exec(path);
  return alone
    ? { group: '', version: alone[1], resource: 'namespaces', name: alone[2] }
    : undefined;
}

function status(
  code: number,
  reason: string,
  message: string,
  kind?: string,
): SimulatedAnswer {
  return {
    status: code,
    headers: { 'content-type': 'application/json' },
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason,
      ...(kind && { details: { kind } }),
      code,
    },
  };
}

function forbidden({ resource, group, namespace }: Route): SimulatedAnswer {
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  const what = group ? `${resource}.${group}` : resource;
  return status(
    403,
    'Forbidden',
    `${what} is forbidden: User "${USER}" cannot list resource "${resource}" in API group "${group}" ${where}`,
    resource,
  );
}

const text = (code: number, body: string): SimulatedAnswer => ({
  status: code,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

interface Continue {
  revision: number;
  offset: number;
}

function readContinue(token: string): Continue | undefined {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A list answer, paged with `limit` and `continue` as the API server does. */
function list(
  request: SimulatedRequest,
  options: { kind: string; apiVersion: string; items: unknown[] },
): SimulatedAnswer {
  const { kind, apiVersion, items } = options;
  const { query } = request;
  // Served from the watch cache, which knows no limit (K8).
  const isFromCache = query.get('resourceVersion') === '0';
  const limit = isFromCache ? 0 : Number(query.get('limit') ?? 0);
  const token = query.get('continue');
  const from = token ? readContinue(token) : { revision: 4057, offset: 0 };
  if (!from) return status(400, 'BadRequest', 'continue key is not valid');
  if (from.revision !== 4057) {
    return status(410, 'Expired', 'The provided continue parameter is too old');
  }
  const end = limit > 0 ? from.offset + limit : items.length;
  const remaining = items.length - end;
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: {
      kind: `${kind}List`,
      apiVersion,
      metadata: {
        resourceVersion: '4057',
        ...(remaining > 0 && {
          continue: Buffer.from(
            JSON.stringify({ revision: 4057, offset: end }),
          ).toString('base64url'),
          remainingItemCount: remaining,
        }),
      },
      items: items.slice(from.offset, end),
    },
  };
}

function metrics(
  request: SimulatedRequest,
  context: { route: Route; cluster: KubernetesCluster; clock: Clock },
): SimulatedAnswer {
  const { route, cluster, clock } = context;
  if (cluster.metrics === 'off') return text(404, '404 page not found\n');
  if (cluster.metrics === 'broken') return text(503, 'service unavailable\n');
  if (cluster.metrics === 'denied') return forbidden(route);
  const apiVersion = 'metrics.k8s.io/v1beta1';
  const isNodes = route.resource === 'nodes';
  const items = isNodes
    ? toNodeMetrics(cluster, clock)
    : toPodMetrics(cluster, clock).filter(
        ({ metadata }) =>
          !route.namespace || metadata.namespace === route.namespace,
      );
  return list(request, {
    kind: isNodes ? 'NodeMetrics' : 'PodMetrics',
    apiVersion,
    items,
  });
}

/** Answers `SelfSubjectAccessReview`: what may be listed. */
function review(
  { body }: SimulatedRequest,
  cluster: KubernetesCluster,
): SimulatedAnswer {
  const asked = JSON.parse(body || '{}') as {
    spec?: { resourceAttributes?: { resource?: string; group?: string } };
  };
  const { resource = '', group = '' } = asked.spec?.resourceAttributes ?? {};
  const isDenied =
    group === 'metrics.k8s.io'
      ? cluster.metrics === 'denied'
      : cluster.denied.includes(resource);
  return {
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: {
      kind: 'SelfSubjectAccessReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: { creationTimestamp: null },
      spec: asked.spec ?? {},
      status: { allowed: !isDenied },
    },
  };
}

function namespaces(cluster: KubernetesCluster) {
  const names = new Set(['kube-system', 'default']);
  cluster.workloads.forEach(({ namespace }) => names.add(namespace));
  return [...names].map(name => ({
    metadata: {
      name,
      uid: uuid(cluster.name, 'namespace', name),
      resourceVersion: '12',
      creationTimestamp: '2026-01-05T08:00:00Z',
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }));
}

/** Speaks the API of Kubernetes, as far as a dashboard reads it. */
export const handleKubernetes: ProtocolHandler = (
  request,
  { cluster: any, clock },
) => {
  const cluster = any as KubernetesCluster;
  const { method, path, headers } = request;
  if (['/livez', '/readyz', '/healthz'].includes(path)) return text(200, 'ok');
  if (headers.authorization !== `Bearer ${CREDENTIALS.token}`) {
    return headers.authorization
      ? status(401, 'Unauthorized', 'Unauthorized')
      : status(
          403,
          'Forbidden',
          `forbidden: User "system:anonymous" cannot get path "${path}"`,
        );
  }
  if (path === '/version') {
    const [major, minor] = cluster.version.slice(1).split('.');
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: {
        major,
        minor,
        gitVersion: cluster.version,
        gitCommit: '98b35193b2ac7a23a673325f5e9b830ecd5ba406',
        gitTreeState: 'clean',
        buildDate: '2026-08-21T00:00:00Z',
        goVersion: 'go1.26.11',
        compiler: 'gc',
        platform: 'linux/amd64',
      },
    };
  }
  if (method === 'POST' && path.endsWith('/selfsubjectaccessreviews')) {
    return review(request, cluster);
  }
  const route = parseRoute(path);
  if (!route) return text(404, '404 page not found\n');
  if (route.group === 'metrics.k8s.io') {
    return metrics(request, { route, cluster, clock });
  }
  if (cluster.denied.includes(route.resource)) return forbidden(route);
  const inNamespace = (item: { metadata: { namespace?: string } }) =>
    !route.namespace || item.metadata.namespace === route.namespace;
  switch (`${route.group}/${route.resource}`) {
    case '/nodes':
      return list(request, {
        kind: 'Node',
        apiVersion: 'v1',
        items: cluster.nodes.map(node => toNode(cluster.name, node)),
      });
    case '/pods':
      return list(request, {
        kind: 'Pod',
        apiVersion: 'v1',
        items: cluster.workloads
          .filter(
            ({ namespace }) =>
              !route.namespace || namespace === route.namespace,
          )
          .map(pod => toPod(cluster.name, pod)),
      });
    case '/namespaces': {
      const items = namespaces(cluster);
      if (!route.name) {
        return list(request, { kind: 'Namespace', apiVersion: 'v1', items });
      }
      const found = items.find(({ metadata }) => metadata.name === route.name);
      return found
        ? {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: { kind: 'Namespace', apiVersion: 'v1', ...found },
          }
        : status(
            404,
            'NotFound',
            `namespaces "${route.name}" not found`,
            'namespaces',
          );
    }
    case 'apps/deployments':
      return list(request, {
        kind: 'Deployment',
        apiVersion: 'apps/v1',
        items: toDeployments(cluster).filter(inNamespace),
      });
    default:
      return text(404, '404 page not found\n');
  }
};
