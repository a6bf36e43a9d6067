import {
  HEALTHS,
  usedShare,
  type StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { toText } from '../../database';
import type { StoredObject } from './documents';
import { toKey } from './workloadColumns';

/** More would only be found by a user who pastes a document. */
const MAX_SEARCH_LENGTH = 4_000;

/** Steps of the used share, in percent, within which a row is not written again. */
const STEP = 0.1;

/** All that the words of a search may be found in. */
function searchText(storage: StorageStatus): string {
  const { backing, cluster, content, name, nodes, type } = storage;
  const text = [name, type, cluster, backing]
    .concat(nodes, content)
    .filter(Boolean)
    .join('\n');
  return toText(text).toLowerCase().slice(0, MAX_SEARCH_LENGTH);
}

/**
 * What a row stores of a storage. Its use differs in each reading, so the row is written again
 * only where the share in use has moved.
 */
export function storeStorage(storage: StorageStatus): StoredObject {
  const { since, ...rest } = storage;
  const { measuredTotal, percentage, used, ...space } = rest.space;
  const share = usedShare(rest.space);
  const step = share === undefined ? used : Math.round(share / STEP);
  return {
    document: JSON.stringify(rest),
    compared: JSON.stringify([{ ...rest, space }, step]),
  };
}

/** What storages are filtered and sorted by. */
export function toStorageColumns(storage: StorageStatus) {
  const { content, health, nodes, shared, space } = storage;
  const share = usedShare(space);
  const position = HEALTHS.indexOf(health);
  return {
    cluster_name: toKey(storage.cluster),
    name: toKey(storage.name.toLowerCase()),
    type: toKey(storage.type),
    content: content ? toKey(content.join(', ')) : null,
    shared: shared === undefined ? null : Number(shared),
    health: position,
    severity: position + Math.min(share ?? 0, 999) / 1_000,
    share: share ?? null,
    used: space.used ?? null,
    total: space.total ?? null,
    nodes: nodes?.length ?? null,
    search: searchText(storage),
  };
}
