import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  forEachSliced,
  toReason,
  type MessageText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { Amounts } from './amounts';
import { findLater, findLatest, type LatestAttempts } from './attempts';
import {
  findController,
  indexControllers,
  type ControllerIndex,
} from './controllerIndex';
import { METRICS_SOURCE, podKey } from './metrics';
import { isComplete, itemsOf, type ClusterParts } from './ClusterParts';
import type { PodItem } from './pod';
import { toBytes, toNumber } from './quantity';

/** What the other lists know about pods; a list that is not complete proves nothing. */
interface Evidence {
  nodes?: Map<string, NodeStatus>;
  controllers: ControllerIndex;
  /** Pods and Jobs that run or have succeeded. */
  successes: LatestAttempts;
  /** Whether a Deployment that is not listed does not exist. */
  hasAllDeployments: boolean;
  metrics: Map<string, Amounts>;
}

async function gatherEvidence(parts: ClusterParts): Promise<Evidence> {
  const { controllers, nodes } = parts;
  const deployments = controllers.find(
    ({ kind }) => kind.descriptor.type === 'deployment',
  )?.list;
  const index = await indexControllers(parts);
  const pods = itemsOf(parts.pods).map(({ workload }) => workload);
  return {
    nodes: isComplete(nodes)
      ? new Map(itemsOf(nodes).map(node => [node.name, node]))
      : undefined,
    controllers: index,
    successes: await findLatest(
      [...pods, ...index.values()],
      ({ health }) => health === 'healthy',
    ),
    hasAllDeployments: deployments !== undefined && isComplete(deployments),
    metrics: new Map(
      itemsOf(parts.podMetrics).map(({ key, used }) => [key, used]),
    ),
  };
}

/** Why the health of a pod is unknown: its node, or nothing, reports it. */
function findLoss({ workload, active }: PodItem, { nodes }: Evidence) {
  if (!nodes || !workload.node || !active) return undefined;
  const node = nodes.get(workload.node);
  if (!node) return message('pod-node-gone', { node: workload.node });
  return node.status === 'unknown'
    ? message('pod-node-silent', { node: workload.node })
    : undefined;
}

function usageOf(workload: Workload, used: Amounts | undefined) {
  const cpu = toNumber(used?.cpu);
  const memory = toBytes(used?.memory);
  if (cpu === undefined && memory === undefined) return undefined;
  return {
    cpu: { ...workload.cpu, ...(cpu !== undefined && { usage: cpu }) },
    memory: {
      ...workload.memory,
      ...(memory !== undefined && { used: memory }),
    },
    metadata: { ...workload.metadata, usageSource: METRICS_SOURCE },
  };
}

/** The objects that control a pod, from the outermost one as far as names tell. */
function ownersOf({ metadata, owner }: Workload) {
  return [
    owner,
    metadata?.replicaSet
      ? { kind: 'ReplicaSet', name: metadata.replicaSet }
      : undefined,
    metadata?.job ? { kind: 'Job', name: metadata.job } : undefined,
  ];
}

/**
 * A ReplicaSet whose derived Deployment is not in a complete list was orphaned by it, or
 * belongs to something else: then the ReplicaSet is all that is known.
 */
function provenOwnerOf(
  workload: Workload,
  controller: Workload | undefined,
  { hasAllDeployments }: Evidence,
) {
  const { owner, metadata } = workload;
  const replicaSet = metadata?.replicaSet;
  const isDisproved =
    hasAllDeployments &&
    replicaSet &&
    owner?.kind === 'Deployment' &&
    controller?.type !== 'deployment';
  return isDisproved ? { kind: 'ReplicaSet', name: replicaSet } : owner;
}

/**
 * What has ended for good is no failure once its controller has what it wants, or a later
 * attempt works: it stays until it is cleaned up.
 */
function historyOf(
  workload: Workload,
  controller: Workload | undefined,
  { successes }: Evidence,
) {
  if (workload.health !== 'failed') return undefined;
  if (controller?.health === 'healthy' || controller?.health === 'stopped') {
    return message('pod-replaced', { controller: controller.name });
  }
  const later = findLater(workload, successes);
  return later ? message('attempt-repeated', { later: later.name }) : undefined;
}

/** Replaces an earlier health and its reason as a whole. */
function judgedAs(health: Workload['health'], reason: MessageText) {
  return {
    health,
    ...{ reasonCode: undefined, reasonParams: undefined },
    ...toReason(reason),
  };
}

/**
 * A pod with its usage and its proven owner. A pod whose node does not respond keeps the
 * status that Kubernetes prints, which is the last one known, but not the health.
 */
function mapWorkload(pod: PodItem, evidence: Evidence): Workload {
  const { active, workload } = pod;
  const used = active ? evidence.metrics.get(podKey(workload)) : undefined;
  const controller = findController(
    evidence.controllers,
    workload.namespace,
    ownersOf(workload),
  );
  const loss = findLoss(pod, evidence);
  const hasFailed = controller?.health === 'failed';
  const history =
    active || hasFailed ? undefined : historyOf(workload, controller, evidence);
  return {
    ...workload,
    ...usageOf(workload, used),
    owner: provenOwnerOf(workload, controller, evidence),
    ...(controller && { controllerId: controller.id }),
    ...(loss && judgedAs('unknown', loss)),
    ...(history && judgedAs('stopped', history)),
  };
}

/** A controller that another one runs, such as a Job of a CronJob, is one of its replicas. */
function mapController(workload: Workload, evidence: Evidence): Workload {
  const { namespace, owner } = workload;
  const above = findController(evidence.controllers, namespace, [owner]);
  const history =
    workload.type === 'job' ? historyOf(workload, above, evidence) : undefined;
  return {
    ...workload,
    ...(above && { controllerId: above.id }),
    ...(history && judgedAs('stopped', history)),
  };
}

/** Pods, then their controllers. */
export async function mapWorkloads(parts: ClusterParts): Promise<Workload[]> {
  const evidence = await gatherEvidence(parts);
  const workloads: Workload[] = [];
  await forEachSliced(itemsOf(parts.pods), pod =>
    workloads.push(mapWorkload(pod, evidence)),
  );
  await forEachSliced([...evidence.controllers.values()], one =>
    workloads.push(mapController(one, evidence)),
  );
  return workloads;
}
