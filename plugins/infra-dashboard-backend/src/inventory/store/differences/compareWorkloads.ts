import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { toLabelLines } from '../labelLines';
import { reasonOf, type FoundChange } from './types';

function listImages({ images }: Workload): string | undefined {
  return images?.length ? [...images].sort().join(', ') : undefined;
}

function describe(workload: Workload) {
  const { id, name, namespace, node, type, ownerRef, entityRefs } = workload;
  return {
    subject: `workload:${id}`,
    workload: { id, name, type, ...(namespace && { namespace }) },
    labels: toLabelLines(workload),
    ...(node && { node }),
    ...(ownerRef && { ownerRef }),
    ...(entityRefs && { entityRefs }),
  };
}

/** A value before and after where both are known, or where absence means something. */
type Pair = { from?: string; to?: string };

function differs({ from, to }: Pair): boolean {
  return from !== undefined && to !== undefined && from !== to;
}

/** What changed on a workload. */
export function compareWorkloads(
  before: Workload | undefined,
  after: Workload | undefined,
): FoundChange[] {
  const workload = (after ?? before)!;
  const common = describe(workload);
  const { node } = workload;
  if (!before) {
    return [{ ...common, kind: 'added', ...(node && { to: node }) }];
  }
  if (!after) {
    return [{ ...common, kind: 'removed', ...(node && { from: node }) }];
  }
  const state = { ...common, status: after.status, ...reasonOf(after) };
  const changes: FoundChange[] = [];
  if (before.health !== after.health) {
    const { health: from } = before;
    changes.push({ ...state, kind: 'health', from, to: after.health });
  } else if (before.status !== after.status) {
    const { status: from } = before;
    changes.push({ ...state, kind: 'status', from, to: after.status });
  }
  const nodes = { from: before.node, to: after.node };
  if (differs(nodes)) changes.push({ ...common, kind: 'moved', ...nodes });
  const images = { from: listImages(before), to: listImages(after) };
  if (differs(images)) changes.push({ ...common, kind: 'images', ...images });
  if (before.ownerRef !== after.ownerRef) {
    const { ownerRef: from } = before;
    changes.push({
      ...{ ...common, kind: 'owner' },
      ...(from && { from }),
      ...(after.ownerRef && { to: after.ownerRef }),
    });
  }
  return changes;
}
