import type {
  KubernetesContainer,
  KubernetesContainerStatus,
  KubernetesPod,
} from '../schemas';
import { isSidecar } from './podStatus';
import { parseQuantity, type Nanos } from './quantity';

/** Amounts of the resources that are shown; unknown ones are absent. */
export interface Amounts {
  cpu?: Nanos;
  memory?: Nanos;
}

const NAMES = ['cpu', 'memory'] as const;

/** The amounts of a resource list such as `requests` or `allocatable`. */
export function amountsOf(
  resources: Record<string, unknown> | undefined,
): Amounts {
  const amounts: Amounts = {};
  for (const name of NAMES) {
    const amount = parseQuantity(resources?.[name]);
    if (amount !== undefined) amounts[name] = amount;
  }
  return amounts;
}

function combine(
  a: Amounts,
  b: Amounts,
  join: (x: Nanos, y: Nanos) => Nanos,
): Amounts {
  const result: Amounts = {};
  for (const name of NAMES) {
    const [x, y] = [a[name], b[name]];
    const value = x !== undefined && y !== undefined ? join(x, y) : x ?? y;
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** Sums amounts; what none of them knows stays absent. */
export function addAmounts(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (x, y) => x + y);
}

function maxAmounts(a: Amounts, b: Amounts): Amounts {
  return combine(a, b, (x, y) => (x > y ? x : y));
}

/** A container, or a pod with resources of its own. */
type Requester = Pick<KubernetesContainer, 'resources'>;
type Holder = Pick<
  KubernetesContainerStatus,
  'resources' | 'allocatedResources'
>;

/**
 * What the scheduler counts for a container, or for a pod with resources of its own: while it
 * is resized in place, the larger of its request and what it still holds; a resize that cannot
 * happen does not count.
 */
function requestsOf(
  requester: Requester | undefined,
  status: Holder | undefined,
  infeasible: boolean,
): Amounts {
  const wanted = amountsOf(requester?.resources?.requests);
  const held = maxAmounts(
    amountsOf(status?.resources?.requests),
    amountsOf(status?.allocatedResources),
  );
  const holds = held.cpu !== undefined || held.memory !== undefined;
  return infeasible && holds ? held : maxAmounts(wanted, held);
}

function isResizeInfeasible(pod: KubernetesPod): boolean {
  return (
    pod.status?.resize === 'Infeasible' ||
    (pod.status?.conditions.some(
      condition =>
        condition.type === 'PodResizePending' &&
        condition.status === 'True' &&
        condition.reason === 'Infeasible',
    ) ??
      false)
  );
}

/**
 * Containers run together with all sidecars; each init container runs alone but for the
 * sidecars before it. The pod needs the larger of the two.
 */
function peak(
  pod: KubernetesPod,
  amountsOfContainer: (container: KubernetesContainer) => Amounts,
): Amounts {
  let together: Amounts = {};
  for (const container of pod.spec?.containers ?? []) {
    together = addAmounts(together, amountsOfContainer(container));
  }
  let sidecars: Amounts = {};
  let starting: Amounts = {};
  for (const container of pod.spec?.initContainers ?? []) {
    const amounts = amountsOfContainer(container);
    if (isSidecar(container)) {
      together = addAmounts(together, amounts);
      sidecars = addAmounts(sidecars, amounts);
      starting = maxAmounts(starting, sidecars);
    } else {
      starting = maxAmounts(starting, addAmounts(sidecars, amounts));
    }
  }
  return maxAmounts(together, starting);
}

/** The requests of the pod itself, which replace the sum of those of its containers. */
function podLevelRequests(pod: KubernetesPod, infeasible: boolean): Amounts {
  const wanted = amountsOf(pod.spec?.resources?.requests);
  const counted = requestsOf(pod.spec, pod.status, infeasible);
  // The status also has sums of containers, where the pod requests nothing itself.
  return Object.fromEntries(
    NAMES.filter(name => wanted[name] !== undefined).map(name => [
      name,
      counted[name] ?? wanted[name],
    ]),
  );
}

/**
 * What a pod takes from its node's allocatable: init containers, sidecars, pod-level
 * resources, resizes in place and the overhead of its runtime class included.
 *
 * Absent where no container has a request, which is not the same as a request of 0.
 */
export function effectiveRequests(pod: KubernetesPod): Amounts {
  const statuses = new Map(
    [
      ...(pod.status?.containerStatuses ?? []),
      ...(pod.status?.initContainerStatuses ?? []),
    ].map(status => [status.name, status]),
  );
  const infeasible = isResizeInfeasible(pod);
  const requests = {
    ...peak(pod, container =>
      requestsOf(container, statuses.get(container.name), infeasible),
    ),
    ...podLevelRequests(pod, infeasible),
  };
  return addAmounts(requests, amountsOf(pod.spec?.overhead));
}

/**
 * The memory that a pod may use at most, in billionths of bytes. Absent where a container
 * has no limit, since the pod has none then.
 */
export function memoryLimit(pod: KubernetesPod): Nanos | undefined {
  const ofPod = amountsOf(pod.spec?.resources?.limits).memory;
  const overhead = amountsOf(pod.spec?.overhead).memory ?? 0n;
  if (ofPod !== undefined) return ofPod + overhead;
  const lasting = [
    ...(pod.spec?.containers ?? []),
    ...(pod.spec?.initContainers ?? []).filter(isSidecar),
  ];
  const limitsOf = (container: KubernetesContainer) =>
    amountsOf(container.resources?.limits);
  if (
    lasting.length === 0 ||
    lasting.some(container => !limitsOf(container).memory)
  ) {
    return undefined;
  }
  return (peak(pod, limitsOf).memory ?? 0n) + overhead;
}
