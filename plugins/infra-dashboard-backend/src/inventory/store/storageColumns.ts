import {
  HEALTHS,
  usedShare,
  type StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { StoredObject } from './documents';
import { toKey, toSearchText } from './textColumns';

/** Steps of the used share, in percent, within which a row is not written again. */
const STEP = 0.1;

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
  const { backing, cluster, content, health, name, nodes } = storage;
  const { shared, space, type } = storage;
  const share = usedShare(space);
  const position = HEALTHS.indexOf(health);
  return {
    cluster_name: toKey(cluster),
    name: toKey(name.toLowerCase()),
    type: toKey(type),
    content: content ? toKey(content.join(', ')) : null,
    shared: shared === undefined ? null : Number(shared),
    health: position,
    severity: position + Math.min(share ?? 0, 999) / 1_000,
    share: share ?? null,
    used: space.used ?? null,
    total: space.total ?? null,
    nodes: nodes?.length ?? null,
    search: toSearchText([name, type, cluster, backing].concat(nodes, content)),
  };
}
