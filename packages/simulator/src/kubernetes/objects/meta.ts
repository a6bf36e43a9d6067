import { uuid } from '../../fleet/derive';
import { FIRST_REVISION } from '../../server/ChangeLog';

/** When everything in a simulated cluster was made. */
export const STARTED = '2026-11-01T08:00:00Z';

/** When that which has ended did so. */
export const ENDED = '2026-11-20T08:00:00Z';

export const kibibytes = (bytes: number) => `${Math.round(bytes / 1024)}Ki`;

export const millicores = (cores: number) => `${Math.round(cores * 1000)}m`;

/** The object and the cluster of some metadata. */
export interface ObjectName {
  cluster: string;
  /** Plural, in lower case: pods, deployments, … */
  resource: string;
  name: string;
  namespace?: string;
}

/** A uid that stays the same over restarts of the simulator. */
function uidOf({ cluster, resource, name, namespace = '' }: ObjectName) {
  return uuid(cluster, resource, namespace, name);
}

export function metadataOf(object: ObjectName, revision = FIRST_REVISION) {
  const { name, namespace } = object;
  return {
    name,
    ...(namespace && { namespace }),
    uid: uidOf(object),
    resourceVersion: String(revision),
    creationTimestamp: STARTED,
  };
}

/** A reference to the controller of an object. */
export function ownerReference(
  apiVersion: string,
  kind: string,
  owner: ObjectName,
) {
  return {
    apiVersion,
    kind,
    name: owner.name,
    uid: uidOf(owner),
    controller: true,
    blockOwnerDeletion: true,
  };
}
