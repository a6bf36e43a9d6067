import type { KubernetesCluster } from '../fleet/schema';
import { CREDENTIALS } from '../server/credentials';
import type { SimulatedResponse, SimulatedRequest } from '../server/protocol';
import { failure, UNAUTHORIZED } from './responses';
import type { Route } from './route';
import { KINDS } from './objects/store';

/** The authenticated caller of a request. */
export interface Caller {
  user: string;
  rights: 'reader' | 'none';
}

const ANONYMOUS: Caller = { user: 'system:anonymous', rights: 'none' };

const account = (name: string) => `system:serviceaccount:simulator:${name}`;

/** The caller, or 401 where its token is not known. */
export function authenticate({
  headers,
}: SimulatedRequest): Caller | SimulatedResponse {
  const { authorization } = headers;
  if (!authorization) return ANONYMOUS;
  if (authorization === `Bearer ${CREDENTIALS.token}`) {
    return { user: account('dashboard'), rights: 'reader' };
  }
  return authorization === `Bearer ${CREDENTIALS.noRights.token}`
    ? { user: account('powerless'), rights: 'none' }
    : UNAUTHORIZED;
}

/** Paths that everyone may read. */
export const OPEN_PATHS = new Set([
  '/version',
  '/healthz',
  '/livez',
  '/readyz',
]);

const METRICS = 'metrics.k8s.io';

function isNamespaced({ group, resource }: Route): boolean {
  if (group === METRICS) return resource === 'pods';
  return (
    KINDS.find(kind => kind.group === group && kind.resource === resource)
      ?.namespaced ?? false
  );
}

/** Whether a caller may do something; reading is all that anybody may do. */
export function mayAccess(
  cluster: KubernetesCluster,
  options: { caller: Caller; route: Route; verb: string },
): boolean {
  const { caller, route, verb } = options;
  const { group, resource, namespace } = route;
  if (!['get', 'list', 'watch'].includes(verb)) return false;
  if (caller.rights === 'none') return false;
  const isKnown =
    (group === METRICS && ['nodes', 'pods'].includes(resource)) ||
    KINDS.some(kind => kind.group === group && kind.resource === resource);
  if (!isKnown) return false;
  const full = group ? `${resource}.${group}` : resource;
  if (cluster.denied.includes(full)) return false;
  if (cluster.denied.includes(`${verb} ${full}`)) return false;
  if (group === METRICS) {
    if (cluster.metrics === 'denied') return false;
  } else if (cluster.denied.includes(resource)) return false;
  if (!cluster.allowedNamespaces) return true;
  return (
    isNamespaced(route) && cluster.allowedNamespaces.includes(namespace ?? '')
  );
}

/** 403, in the words of RBAC. */
export function forbidden(
  { user }: Caller,
  route: Route,
  verb: string,
): SimulatedResponse {
  const { resource, group, namespace, name } = route;
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  const full = group ? `${resource}.${group}` : resource;
  const what = name ? `${full} "${name}"` : full;
  return failure(
    403,
    'Forbidden',
    `${what} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
    {
      details: {
        ...(name && { name }),
        ...(group && { group }),
        kind: resource,
      },
      headers: { 'x-content-type-options': 'nosniff' },
    },
  );
}

/** 403 of a path that is no resource. */
export function forbiddenPath(
  { user }: Caller,
  path: string,
): SimulatedResponse {
  return failure(
    403,
    'Forbidden',
    `forbidden: User "${user}" cannot get path "${path}"`,
    { details: {}, headers: { 'x-content-type-options': 'nosniff' } },
  );
}
