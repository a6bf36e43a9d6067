import type { StorageStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { reasonOf, type FoundChange } from './types';

/** What changed on a storage. */
export function compareStorages(
  before: StorageStatus | undefined,
  after: StorageStatus | undefined,
): FoundChange[] {
  const { id, name, nodes, shared } = (after ?? before)!;
  const common = {
    subject: `storage:${id}`,
    storage: name,
    // A local one is that of its node.
    ...(shared === false && nodes?.length === 1 && { node: nodes[0] }),
  };
  if (!before || !after) {
    return [{ ...common, kind: after ? 'added' : 'removed' }];
  }
  if (before.health === after.health) return [];
  const { health: from } = before;
  return [
    { ...common, ...reasonOf(after), kind: 'health', from, to: after.health },
  ];
}
