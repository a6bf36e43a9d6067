import {
  totalsOfNodes,
  type ConnectionCheck,
  type NodeStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ClusterReading,
  InfraProvider,
  InfraProviderFactory,
  ReadOptions,
  WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';

const configSchema = z.object({
  nodes: z.number().default(1),
  key: z.string().optional(),
});

/** What the providers of a fake platform do when they are read; tests change it at will. */
export interface FakeBehaviour {
  topology: (
    provider: FakeProvider,
    options?: ReadOptions,
  ) => Promise<ClusterReading[]>;
  workloads: (provider: FakeProvider) => Promise<WorkloadsReading>;
  facts: (node: string) => Promise<NodeStatus | undefined>;
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

/** A platform that nobody has heard of, to show that no built-in name is special. */
export class FakeProvider implements InfraProvider {
  readonly hasNodeFacts = true;
  isClosed = false;

  constructor(
    readonly name: string,
    readonly config: z.output<typeof configSchema>,
    readonly behaviour: FakeBehaviour,
  ) {}

  getAllClusters(options: ReadOptions) {
    return this.behaviour.topology(this, options);
  }

  async getCluster(cluster: string, options: ReadOptions) {
    const readings = await this.getAllClusters(options);
    return readings.find(({ name }) => name === cluster);
  }

  getNode(_cluster: string, node: string) {
    return this.behaviour.facts(node);
  }

  getWorkloads() {
    return this.behaviour.workloads(this);
  }

  async checkConnection(): Promise<ConnectionCheck> {
    return { ok: true, checks: [] };
  }

  async close() {
    this.isClosed = true;
  }
}

/** Factory of the type `nomad`, with the providers it made so far. */
export function createFakeFactory(overrides: Partial<FakeBehaviour> = {}) {
  const providers: FakeProvider[] = [];
  const behaviour: FakeBehaviour = {
    topology: async provider => {
      const nodes = Array.from({ length: provider.config.nodes }, (_, index) =>
        fakeNode(provider.name, `client-${index + 1}`),
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
    ...overrides,
  };
  const factory: InfraProviderFactory<z.output<typeof configSchema>> = {
    type: 'nomad',
    configSchema,
    create: ({ name, config }) => {
      const provider = new FakeProvider(name, config, behaviour);
      providers.push(provider);
      return provider;
    },
  };
  return { factory, providers, behaviour };
}
