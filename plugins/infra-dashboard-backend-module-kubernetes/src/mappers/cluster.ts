import {
  countBy,
  totalsOfNodes,
  type Usage,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  compact,
  failed,
  success,
  type ClusterReading,
  type Result,
  type Topology,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { identityOf } from '../identity';
import { judgeCluster } from './clusterHealth';
import { findCompleteness } from './completeness';
import { findLimitations } from './limitations';
import { mapNodes } from './nodeUsage';
import { topologyFailure, workloadsFailure } from './partFailures';
import { isDenied, type ClusterParts } from './ClusterParts';
import { mapWorkloads } from './workload';

/** Sums of doubles end in noise such as 465.33299999999997 cores. */
function withoutNoise(usage: Usage): Usage {
  return Object.fromEntries(
    Object.entries(usage).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
    ]),
  );
}

async function mapTopology(
  parts: ClusterParts,
  workloads: Workload[],
  known: readonly string[] | undefined,
): Promise<Result<Topology>> {
  const failure = topologyFailure(parts);
  if (failure) return failed(failure);
  const { namespace, uid } = parts;
  const nodes = await mapNodes(parts, workloads);
  // A node whose kubelet is silent runs nothing either, as far as anybody knows.
  const totals = totalsOfNodes(nodes, {
    isCounted: ({ status }) => status === 'ready',
  });
  return success({
    version: parts.version,
    ...judgeCluster(nodes, isDenied(parts.nodes)),
    nodes,
    totals: {
      ...totals,
      cpu: withoutNoise(totals.cpu),
      ...(parts.pods.ok && {
        workloads: countBy(
          workloads.filter(one => one.controllerId === undefined),
          ({ health }) => health,
        ),
      }),
    },
    limitations: findLimitations(parts).cluster,
    complete: findCompleteness(parts).cluster,
    identity: identityOf(parts, known),
    ...(uid && { uids: [uid] }),
    ...(namespace && { scope: namespace }),
    metadata: compact({ uid, namespace }),
  });
}

/** Lists that were joined are as old as the oldest of them. */
function observedAtOf({
  controllers,
  pods,
}: ClusterParts): Pick<WorkloadsReading, 'observedAt'> {
  const times = [pods, ...controllers.map(({ list }) => list)].flatMap(part =>
    part.ok && part.value.observedAt !== undefined
      ? [part.value.observedAt]
      : [],
  );
  return times.length > 0 ? { observedAt: Math.min(...times) } : {};
}

function mapWorkloadsReading(
  parts: ClusterParts,
  items: Workload[],
): Result<WorkloadsReading> {
  const failure = workloadsFailure(parts);
  if (failure) return failed(failure);
  return success({
    items,
    ...observedAtOf(parts),
    complete: findCompleteness(parts).workloads,
    limitations: findLimitations(parts).workloads,
  });
}

/**
 * The cluster out of what was read of it. Each half fails on its own.
 *
 * @param known - the identity of the last good reading
 */
export async function mapCluster(
  parts: ClusterParts,
  known?: readonly string[],
): Promise<ClusterReading> {
  const workloads = await mapWorkloads(parts);
  return {
    name: parts.cluster,
    topology: await mapTopology(parts, workloads, known),
    workloads: mapWorkloadsReading(parts, workloads),
  };
}
