import {
  totalsOfNodes,
  type ConnectionCheck,
  type NodeStatus,
  type StorageStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  failed,
  success,
  toResult,
  type ClusterReading,
  type InfraProvider,
  type ObjectDetail,
  type ObjectRef,
  type Platform,
  type PlatformContext,
  type ProviderFailure,
  type ReadOptions,
  type Topology,
  type RequestOptions,
  type WatchOptions,
  type WorkloadRef,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';

const configSchema = z.object({
  nodes: z.number().default(1),
  key: z.string().optional(),
});

/** A cluster, or why it cannot be read. */
export type FakeTopology = Topology & {
  name: string;
  failure?: ProviderFailure;
};

/** What the providers of a fake platform do when they are read; tests change it at will. */
export interface FakeBehavior {
  topology: (
    provider: FakeProvider,
    options?: ReadOptions,
  ) => Promise<FakeTopology[]>;
  workloads: (provider: FakeProvider) => Promise<WorkloadsReading>;
  facts: (node: string) => Promise<NodeStatus | undefined>;
  /** Called with what the collector listens with. */
  watch?: (options: WatchOptions) => void;
  /** Absent: the platform cannot be probed. */
  probe?: () => Promise<void>;
  detail: (
    ref: WorkloadRef,
    options: RequestOptions,
  ) => Promise<ObjectDetail | undefined>;
}

export function fakeNode(cluster: string, name: string): NodeStatus {
  return {
    id: `${cluster}/${name}`,
    name,
    cluster,
    provider: 'nomad',
    status: 'ready',
    health: 'healthy',
    cpu: { used: 1, total: 4, percentage: 25 },
    memory: { used: 2, total: 8, percentage: 25 },
  };
}

export function fakeStorage(
  cluster: string,
  name: string,
  more: Partial<StorageStatus> = {},
): StorageStatus {
  return {
    id: name,
    name,
    cluster,
    provider: 'nomad',
    health: 'healthy',
    space: {},
    ...more,
  };
}

export function fakeWorkload(
  cluster: string,
  name: string,
  more: Partial<Workload> = {},
): Workload {
  return {
    id: name,
    name,
    cluster,
    provider: 'nomad',
    type: 'allocation',
    status: 'running',
    health: 'healthy',
    cpu: {},
    memory: {},
    ...more,
  };
}

/** A platform that is not built in, to show that no built-in name is special. */
export class FakeProvider implements InfraProvider {
  isClosed = false;

  constructor(
    readonly name: string,
    readonly context: PlatformContext<z.output<typeof configSchema>>,
    readonly behavior: FakeBehavior,
  ) {}

  async *read(options: ReadOptions): AsyncIterable<ClusterReading> {
    const clusters = await this.behavior.topology(this, options);
    for (const { name, failure, ...topology } of clusters) {
      if (failure) {
        yield { name, topology: failed(failure), workloads: failed(failure) };
        continue;
      }
      const workloads = await toResult(
        this.behavior.workloads(Object.assign(Object.create(this), { name })),
      );
      yield { name, topology: success(topology), workloads };
    }
  }

  watch(options: WatchOptions) {
    this.behavior.watch?.(options);
  }

  get probe() {
    return this.behavior.probe;
  }

  async describe(ref: ObjectRef, options: RequestOptions) {
    return 'workload' in ref
      ? this.behavior.detail(ref, options)
      : { node: await this.behavior.facts(ref.node) };
  }

  async check(): Promise<ConnectionCheck> {
    return { ok: true, checks: [] };
  }

  async close() {
    this.isClosed = true;
  }
}

/** Factory of the type `nomad`, with the providers it made so far. */
export function createFakeFactory(overrides: Partial<FakeBehavior> = {}) {
  const providers: FakeProvider[] = [];
  const behavior: FakeBehavior = {
    topology: async provider => {
      const nodes = Array.from(
        { length: provider.context.config.nodes },
        (_, index) => fakeNode(provider.name, `client-${index + 1}`),
      );
      return [
        {
          name: provider.name,
          version: '1.9.0',
          health: 'healthy',
          nodes,
          totals: totalsOfNodes(nodes),
          complete: { nodes: true, facts: true },
        },
      ];
    },
    workloads: async provider => ({
      items: [
        fakeWorkload(provider.name, 'web', { node: 'client-1' }),
        fakeWorkload(provider.name, 'batch', { health: 'stopped' }),
      ],
      complete: true,
    }),
    facts: async () => undefined,
    detail: async () => ({}),
    ...overrides,
  };
  const factory: Platform<z.output<typeof configSchema>> = {
    type: 'nomad',
    title: 'Nomad',
    icon: 'plug',
    terms: {
      cluster: 'region',
      node: 'client',
      namespace: 'namespace',
      requested: 'requested',
    },
    workloadTypes: [
      { type: 'allocation', title: 'Allocation', role: 'replica' },
      { type: 'machine', title: 'Machine', role: 'machine' },
    ],
    fields: [],
    configSchema,
    create: context => {
      const provider = new FakeProvider(context.name, context, behavior);
      providers.push(provider);
      return provider;
    },
  };
  return { factory, providers, behavior };
}
