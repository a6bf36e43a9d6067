import type { ClusterParts } from '../mappers/ClusterParts';
import type { Resource } from '../schemas';

/** Parts of a cluster named `lab` that has the given rows and nothing else. */
export function createParts(
  rows: object[],
  parts: Partial<ClusterParts> = {},
): ClusterParts {
  return {
    cluster: 'lab',
    rows: rows as Resource[],
    invalidRows: 0,
    info: {},
    identity: [],
    knownGuests: new Map(),
    addresses: new Map(),
    addressFailures: [],
    unusedAddresses: [],
    credentials: { kind: 'token', tokenId: 'a@pve!b', tokenSecret: 'c' },
    readAt: 0,
    ...parts,
  };
}
