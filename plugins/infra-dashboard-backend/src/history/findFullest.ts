import type {
  NodeStatus,
  StorageStatus,
  Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Each series has up to 800 points to read: 150 series take a second or two. */
const MAX_OBJECTS = 20;

const shareOf = ({ total, used }: Usage = {}) =>
  used !== undefined && total ? used / total : 0;

function largest<T>(all: readonly T[], shareIn: (one: T) => number): T[] {
  return all
    .map(one => ({ one, share: shareIn(one) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, MAX_OBJECTS)
    .map(({ one }) => one);
}

/** The nodes and storages that are nearest to being full. */
export function findFullest(
  nodes: readonly NodeStatus[],
  storages: readonly StorageStatus[],
) {
  return {
    nodes: largest(nodes, ({ memory, storage }) =>
      Math.max(shareOf(memory), shareOf(storage)),
    ),
    storages: largest(storages, ({ space }) => shareOf(space)),
  };
}
