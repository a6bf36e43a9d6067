import { itemsOf, type ClusterParts } from './mappers/ClusterParts';

/**
 * The uid of this namespace is the closest thing to an identity that a cluster has: it stays
 * when the address and the name of the cluster change.
 */
export const IDENTITY_NAMESPACE = 'kube-system';

const PREFIX = `${IDENTITY_NAMESPACE}:`;

/** Of nodes and of controllers each. */
const MAX_OBJECTS = 100;

/** The oldest ones, which are replaced last. */
function oldestOf(objects: Array<{ id: string; createdAt?: string }>) {
  const timeOf = ({ createdAt = '~', id }: (typeof objects)[number]) =>
    `${createdAt} ${id}`;
  return objects
    .map(object => ({ id: object.id, time: timeOf(object) }))
    .sort((a, b) => (a.time < b.time ? -1 : 1))
    .slice(0, MAX_OBJECTS)
    .map(({ id }) => id);
}

/**
 * The identity of a cluster in its readings: the uid of the namespace, and uids of its oldest
 * nodes and controllers for credentials that may not read the namespace. Not all of these are
 * replaced at once: pods of new nodes still belong to the same Deployments.
 *
 * @param known - the identity of the last good reading
 * @returns undefined where neither the namespace nor any node can be read. Controllers alone do
 *   not suffice, since those of one namespace may all be new
 */
export function identityOf(
  {
    controllers,
    nodes,
    uid,
  }: Pick<ClusterParts, 'controllers' | 'nodes' | 'uid'>,
  known: readonly string[] = [],
): string[] | undefined {
  const ofNamespace = uid ? [`${PREFIX}${uid}`] : [];
  const isOther =
    known.some(part => part.startsWith(PREFIX)) &&
    !ofNamespace.every(part => known.includes(part));
  if (isOther) return ofNamespace;
  const nodeIds = oldestOf(
    itemsOf(nodes).map(({ id, metadata }) => ({
      id,
      createdAt: metadata?.createdAt,
    })),
  );
  if (!uid && nodeIds.length === 0) return undefined;
  const controllerIds = oldestOf(
    controllers.flatMap(({ list }) => itemsOf(list)),
  );
  return [
    ...ofNamespace,
    ...nodeIds.map(id => `node:${id}`),
    ...controllerIds.map(id => `controller:${id}`),
  ];
}
