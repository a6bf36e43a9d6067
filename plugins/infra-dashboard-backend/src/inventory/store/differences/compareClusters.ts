import type { ProviderError } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Topology } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { reasonOf, type FoundChange } from './types';

/** A cluster as the change log looks at it. */
export interface ObservedCluster {
  /** The last good reading. */
  topology?: Pick<
    Topology,
    'health' | 'version' | 'statusReason' | 'reasonCode' | 'reasonParams'
  >;
  /** Why the latest read failed. */
  error?: ProviderError;
}

const subject = 'cluster';

/** What changed on a cluster itself. */
export function compareClusters(
  before: ObservedCluster,
  after: ObservedCluster,
): FoundChange[] {
  const changes: FoundChange[] = [];
  const codes = { from: before.error?.code, to: after.error?.code };
  if (codes.from !== codes.to) {
    changes.push({
      ...{ subject, kind: 'connection' },
      ...(codes.from && { from: codes.from }),
      ...(codes.to && { to: codes.to }),
      ...(after.error && {
        statusReason: after.error.message,
        ...(after.error.messageCode && {
          reasonCode: after.error.messageCode,
          reasonParams: after.error.params,
        }),
      }),
    });
  }
  if (!before.topology || !after.topology) return changes;
  const { health, version } = after.topology;
  if (before.topology.health !== health) {
    changes.push({
      ...{ subject, kind: 'health', from: before.topology.health, to: health },
      ...reasonOf(after.topology),
    });
  }
  const versions = { from: before.topology.version, to: version };
  if (versions.from && versions.to && versions.from !== versions.to) {
    changes.push({ subject, kind: 'version', ...versions });
  }
  return changes;
}
