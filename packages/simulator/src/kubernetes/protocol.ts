import type { KubernetesCluster } from '../fleet/schema';
import type { SnapshotEntry } from '../server/ChangeLog';
import type {
  HandlerContext,
  Protocol,
  SimulatedResponse,
  SimulatedRequest,
} from '../server/protocol';
import {
  authenticate,
  forbidden,
  forbiddenPath,
  mayAccess,
  OPEN_PATHS,
} from './access';
import {
  badRequest,
  json,
  NO_SUCH_PATH,
  notFound,
  text,
  UNAUTHORIZED,
} from './responses';
import { discover, versionOf } from './discovery';
import { handleMetrics } from './metrics';
import { KINDS, objectsOf, type ResourceKind } from './objects/store';
import { cutPage } from './paging';
import { accessReview, rulesReview } from './reviews';
import { parseRoute, type Route } from './route';
import { parseSelectors, SelectorError } from './selectors';
import { podTable, wantsTable } from './table';
import { handleWatch } from './watch';

type Context = HandlerContext<KubernetesCluster>;

const PROBES = ['ping', 'log', 'etcd', 'poststarthook/rbac/bootstrap-roles'];

function probe({ path, query }: SimulatedRequest): SimulatedResponse {
  if (!query.has('verbose')) return text(200, 'ok');
  const lines = PROBES.map(name => `[+]${name} ok`);
  return text(200, `${lines.join('\n')}\n${path.slice(1)} check passed\n`);
}

function handleList(
  request: SimulatedRequest,
  options: { kind: ResourceKind; route: Route; context: Context },
): SimulatedResponse {
  const { kind, route, context } = options;
  const { cluster, changes, clock, memo } = context;
  const { query, headers } = request;
  const fits = parseSelectors(kind.resource, query);
  const all = objectsOf(context, kind.resource);
  const objects =
    fits || route.namespace
      ? all.filter(
          object =>
            (!route.namespace || object.namespace === route.namespace) &&
            (!fits || fits(object)),
        )
      : all;
  const page = cutPage(objects, { query, changes, isFiltered: Boolean(fits) });
  if (!('items' in page)) return page;
  if (kind.resource === 'pods' && wantsTable(headers.accept)) {
    const pods = memo.get(
      'podsByPlace',
      () =>
        new Map(
          cluster.workloads.map(pod => [`${pod.namespace}/${pod.name}`, pod]),
        ),
    );
    const includeObject = query.get('includeObject');
    return json(
      podTable(page, { cluster, pods, includeObject, now: clock.now }),
    );
  }
  return json({
    kind: `${kind.kind}List`,
    apiVersion: kind.group ? `${kind.group}/${kind.version}` : kind.version,
    metadata: page.metadata,
    items: page.items.map(object => object.render()),
  });
}

function handleObject(
  route: Route,
  kind: ResourceKind,
  context: Context,
): SimulatedResponse {
  const place = `${route.namespace ?? ''}/${route.name}`;
  const found = objectsOf(context, kind.resource).find(
    object => object.place === place,
  );
  if (!found) return notFound(route);
  return json({
    kind: kind.kind,
    apiVersion: kind.group ? `${kind.group}/${kind.version}` : kind.version,
    ...found.render(),
  });
}

const VERBS: Record<string, string> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

function verbOf(request: SimulatedRequest, route: Route): string {
  const { method, query } = request;
  if (method !== 'GET') return VERBS[method] ?? method.toLowerCase();
  if (route.name) return 'get';
  return query.get('watch') === 'true' ? 'watch' : 'list';
}

function handleResource(
  request: SimulatedRequest,
  options: { route: Route; verb: string; context: Context },
): SimulatedResponse {
  const { route, verb, context } = options;
  if (route.group === 'metrics.k8s.io') {
    return handleMetrics(request, route, context);
  }
  const kind = KINDS.find(
    one =>
      one.group === route.group &&
      one.version === route.version &&
      one.resource === route.resource,
  );
  if (!kind) return NO_SUCH_PATH;
  if (verb === 'watch') return handleWatch(request, { kind, route, context });
  return route.name
    ? handleObject(route, kind, context)
    : handleList(request, { kind, route, context });
}

function handleRequest(
  request: SimulatedRequest,
  context: Context,
): SimulatedResponse {
  const { method, path, body } = request;
  const { cluster } = context;
  const caller = authenticate(request);
  if (!('user' in caller)) return caller;
  if (path === '/version') return json(versionOf(cluster));
  if (OPEN_PATHS.has(path)) return probe(request);
  const isAnonymous = caller.user === 'system:anonymous';
  if (method === 'POST' && !isAnonymous) {
    const options = { cluster, caller };
    if (path.endsWith('/selfsubjectaccessreviews')) {
      return accessReview(body, options);
    }
    if (path.endsWith('/selfsubjectrulesreviews')) {
      return rulesReview(body, options);
    }
  }
  const route = parseRoute(path);
  if (!route) {
    if (isAnonymous) return forbiddenPath(caller, path);
    return (
      (method === 'GET' ? discover(path, cluster) : undefined) ?? NO_SUCH_PATH
    );
  }
  const knownGroups = ['', 'apps', 'batch', 'metrics.k8s.io'];
  if (!isAnonymous && !knownGroups.includes(route.group)) return NO_SUCH_PATH;
  const verb = verbOf(request, route);
  if (!mayAccess(cluster, { caller, route, verb })) {
    return forbidden(caller, route, verb);
  }
  return handleResource(request, { route, verb, context });
}

/** The API of Kubernetes, as far as it is read. */
export const kubernetes: Protocol<KubernetesCluster> = {
  handle(request, context) {
    try {
      return handleRequest(request, context);
    } catch (error) {
      if (error instanceof SelectorError) return badRequest(error.message);
      throw error;
    }
  },
  refuse: () => UNAUTHORIZED,
  snapshot(context) {
    const entries = new Map<string, SnapshotEntry>();
    for (const { resource } of KINDS) {
      // Events are listed, not watched: they say when something happened last.
      if (resource === 'events') continue;
      for (const object of objectsOf(context, resource)) {
        entries.set(object.key, {
          resource,
          fingerprint: object.fingerprint(),
          render: revision => object.render(revision),
        });
      }
    }
    return entries;
  },
};
