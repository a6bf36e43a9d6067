import { address, suffix } from '../../fleet/derive';
import type {
  KubernetesCluster,
  KubernetesNode,
  Pod,
} from '../../fleet/schema';
import { ENDED, metadataOf, ownerReference, STARTED } from './meta';
import { podSpec } from './podSpec';
import { containerStatus, factsOf, type PodFacts } from './podState';

const POD_HASH = /-([a-z0-9]+)-[a-z0-9]+$/;

/** Name of the ReplicaSet between a pod and its deployment. */
export function replicaSetOf({ name, deployment }: Pod) {
  if (!deployment) return undefined;
  const hash = POD_HASH.exec(name)?.[1] ?? suffix(9, deployment);
  return { name: `${deployment}-${hash}`, hash };
}

export function podLabels(pod: Pod): Record<string, string> {
  const replicaSet = replicaSetOf(pod);
  return {
    ...pod.labels,
    ...(replicaSet && { 'pod-template-hash': replicaSet.hash }),
    ...(pod.owner?.kind === 'Job' && {
      'batch.kubernetes.io/job-name': pod.owner.name,
      'job-name': pod.owner.name,
    }),
  };
}

const API_VERSIONS = {
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
};

function ownerReferences(cluster: string, pod: Pod) {
  const { namespace, owner } = pod;
  const replicaSet = replicaSetOf(pod);
  if (replicaSet) {
    const { name } = replicaSet;
    const object = { cluster, resource: 'replicasets', name, namespace };
    return [ownerReference('apps/v1', 'ReplicaSet', object)];
  }
  if (!owner) return undefined;
  const resource = `${owner.kind.toLowerCase()}s`;
  const object = { cluster, resource, name: owner.name, namespace };
  return [ownerReference(API_VERSIONS[owner.kind], owner.kind, object)];
}

function podCondition(type: string, isTrue: boolean, more: object = {}) {
  return {
    type,
    status: isTrue ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: STARTED,
    ...more,
  };
}

function conditions(
  facts: PodFacts,
  options: { isScheduled: boolean; isNodeReady: boolean },
) {
  const { isScheduled, isNodeReady } = options;
  if (!isScheduled) {
    return [
      podCondition('PodScheduled', false, {
        reason: 'Unschedulable',
        message: '0/5 nodes are available: 5 Insufficient memory.',
      }),
    ];
  }
  const ready = facts.ready && isNodeReady;
  const reason =
    facts.phase === 'Succeeded' ? 'PodCompleted' : 'ContainersNotReady';
  const why = facts.ready ? {} : { reason };
  return [
    podCondition('PodReadyToStartContainers', facts.phase === 'Running'),
    podCondition('Initialized', true),
    podCondition('Ready', ready, why),
    podCondition('ContainersReady', facts.ready, why),
    podCondition('PodScheduled', true),
  ];
}

/** An item of `GET /api/v1/pods`. */
export function renderPod(
  cluster: KubernetesCluster,
  pod: Pod,
  options: { node?: KubernetesNode; revision?: number } = {},
) {
  const { name, namespace, node } = pod;
  const facts = factsOf(pod);
  const isScheduled = node !== undefined;
  const hostIP = address(cluster.name, node ?? '');
  const podIP = address(cluster.name, namespace, name);
  const owners = ownerReferences(cluster.name, pod);
  const isNodeReady = (options.node?.state ?? 'Ready') === 'Ready';
  const hasAddress = isScheduled && facts.phase === 'Running';
  const sidecar = { state: { running: { startedAt: STARTED } }, lastState: {} };
  const object = { cluster: cluster.name, resource: 'pods', name, namespace };
  return {
    metadata: {
      ...metadataOf(object, options.revision),
      ...(owners && { generateName: `${owners[0].name}-` }),
      generation: 1,
      ...(pod.state === 'Terminating' && {
        deletionTimestamp: ENDED,
        deletionGracePeriodSeconds: 30,
      }),
      labels: podLabels(pod),
      ...(owners && { ownerReferences: owners }),
    },
    spec: podSpec(pod),
    status: {
      phase: facts.phase,
      ...(facts.reason && { reason: facts.reason, message: facts.message }),
      conditions: conditions(facts, { isScheduled, isNodeReady }),
      ...(isScheduled && {
        hostIP,
        hostIPs: [{ ip: hostIP }],
        ...(hasAddress && { podIP, podIPs: [{ ip: podIP }] }),
        startTime: STARTED,
      }),
      ...(pod.sidecar &&
        facts.container && {
          initContainerStatuses: [
            containerStatus('proxy', pod, { ...sidecar, ready: true }),
          ],
        }),
      ...(facts.container && {
        containerStatuses: [
          containerStatus('app', pod, {
            ...facts.container,
            ready: facts.ready,
          }),
        ],
      }),
      qosClass: 'Burstable',
    },
  };
}
