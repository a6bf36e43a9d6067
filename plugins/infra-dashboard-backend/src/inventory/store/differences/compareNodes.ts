import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { reasonOf, type FoundChange } from './types';

/** Facts such as `kernelVersion` that both readings have, where they differ. */
function findVersions(
  before: NodeStatus,
  after: NodeStatus,
): Array<{ from: string; to: string }> {
  return Object.entries(after.metadata ?? {}).flatMap(([key, to]) => {
    const from = before.metadata?.[key];
    const isVersion = /version$/i.test(key);
    return isVersion && from !== undefined && from !== to
      ? [{ from: `${key} ${from}`, to: `${key} ${to}` }]
      : [];
  });
}

/** What changed on a node. */
export function compareNodes(
  before: NodeStatus | undefined,
  after: NodeStatus | undefined,
): FoundChange[] {
  const node = (after ?? before)!;
  const common = { subject: `node:${node.id}`, node: node.name };
  if (!before || !after) {
    return [{ ...common, kind: after ? 'added' : 'removed' }];
  }
  const status = after.rawStatus ?? after.status;
  const state = { ...common, status, ...reasonOf(after) };
  const changes: FoundChange[] = [];
  if (before.health !== after.health) {
    const { health: from } = before;
    changes.push({ ...state, kind: 'health', from, to: after.health });
  } else if ((before.rawStatus ?? before.status) !== status) {
    const from = before.rawStatus ?? before.status;
    changes.push({ ...state, kind: 'status', from, to: status });
  }
  for (const versions of findVersions(before, after)) {
    changes.push({ ...common, kind: 'version', ...versions });
  }
  return changes;
}
