/** What a generated cluster consists of, as it is sent to the API server. */
export interface GeneratedCase {
  nodes: GeneratedNode[];
  pods: GeneratedPod[];
  /** The pod that is asked for, in cores and bytes. */
  size: { cpu?: number; memory?: number };
}

export interface GeneratedNode {
  name: string;
  unschedulable: boolean;
  taints: object[];
  ready: boolean;
  allocatable: Record<string, string>;
}

export interface GeneratedPod {
  name: string;
  node: string;
  spec: object;
  /** Ends before the scheduler looks, or is being deleted. */
  fate: 'runs' | 'Succeeded' | 'Failed' | 'terminates';
}

type Random = (below: number) => number;

/** The same numbers for the same seed. */
function createNumbers(seed: number): Random {
  let state = seed % 2_147_483_647;
  return below => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const NOT_READY = 'node.kubernetes.io/not-ready';

function one<T>(random: Random, of: readonly T[]): T {
  return of[random(of.length)];
}

function createNode(random: Random, name: string): GeneratedNode {
  const ready = random(12) > 0;
  const taint = (key: string, effect: string) => ({ key, effect });
  const taints = [
    ...(random(9) === 0 ? [taint('example.com/only', 'NoSchedule')] : []),
    ...(random(14) === 0 ? [taint('example.com/drain', 'NoExecute')] : []),
    ...(random(6) === 0
      ? [taint('example.com/rather', 'PreferNoSchedule')]
      : []),
    // What the node controller sets on a node that is not ready.
    ...(ready
      ? []
      : [taint(NOT_READY, 'NoSchedule'), taint(NOT_READY, 'NoExecute')]),
    // Such a taint may remain for a moment, and each pod tolerates it for five minutes.
    ...(ready && random(14) === 0 ? [taint(NOT_READY, 'NoExecute')] : []),
  ];
  const cpu = one(random, ['500m', '1', '1930m', '2', '3500m', '4', '7.91']);
  const memory = one(random, [
    ...['512Mi', '1Gi', '2043528Ki', '3e9', '4Gi', '1500M', '8Gi'],
  ]);
  const absent = random(25);
  return {
    ...{ name, ready, taints },
    unschedulable: random(10) === 0,
    allocatable: {
      ...(absent !== 0 && { cpu }),
      ...(absent !== 1 && { memory }),
      ...(absent !== 2 && { pods: one(random, ['2', '4', '6', '9', '14']) }),
    },
  };
}

function createPod(random: Random, name: string, node: string): GeneratedPod {
  const amounts = () => ({
    ...(random(4) && {
      cpu: one(random, ['50m', '0.1', '250m', '333m', '1500u', '700m', '1']),
    }),
    ...(random(4) && {
      memory: one(random, [
        ...['64Mi', '128M', '100000001', '0.1Gi', '512Mi', '1Gi'],
      ]),
    }),
  });
  const container = (kind: string, index: number) => ({
    name: `${kind}-${index}`,
    image: 'example.com/none',
    // The API server makes requests of limits where there are none.
    resources: { [random(6) === 0 ? 'limits' : 'requests']: amounts() },
  });
  const containers = (kind: string, count: number) =>
    Array.from({ length: count }, (_, index) => container(kind, index));
  return {
    ...{ name, node },
    spec: {
      containers: containers('app', 1 + random(3)),
      ...(random(4) === 0 && {
        initContainers: containers('init', 1 + random(2)),
      }),
      ...(random(8) === 0 && { runtimeClassName: 'with-overhead' }),
    },
    fate: one(random, [
      ...(['runs', 'runs', 'runs', 'runs', 'runs'] as const),
      ...(['Succeeded', 'Failed', 'terminates'] as const),
    ]),
  };
}

/** A small cluster with pods on its nodes, and the size of a pod that is asked for. */
export function createCase(seed: number): GeneratedCase {
  const random = createNumbers(7_919 * (seed + 1));
  const nodes = Array.from({ length: 2 + random(5) }, (_, index) =>
    createNode(random, `case-${seed}-${index}`),
  );
  const pods = nodes.flatMap(({ name }, index) =>
    Array.from({ length: random(5) }, (_, number) =>
      createPod(random, `p${index}-${number}`, name),
    ),
  );
  const cpu = one(random, [0.05, 0.1, 0.25, 0.5, 0.5, 1, 1.7]);
  const memory = one(random, [64, 128, 256, 512, 1024, 1800]) * 1024 ** 2;
  const kind = random(8);
  return {
    ...{ nodes, pods },
    // Also pods that request only one of both, or nothing.
    size: {
      ...(kind !== 0 && kind !== 2 && { cpu }),
      ...(kind !== 1 && kind !== 2 && { memory }),
    },
  };
}
