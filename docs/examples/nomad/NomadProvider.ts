import {
  totalsOfNodes,
  type ConnectionCheck,
  type Health,
  type NodeStatus,
  type Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  success,
  toReason,
  toResult,
  type ClusterReading,
  type InfraProvider,
  type PlatformContext,
  type ProviderFailure,
  type ReadOptions,
  type RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { message } from './messages';
import { NomadClient } from './NomadClient';

export interface NomadConfig {
  url: string;
  token: string;
}

const nodeSchema = z.object({
  ID: z.string(),
  Name: z.string(),
  Status: z.string(),
});

const allocationSchema = z.object({
  ID: z.string(),
  Name: z.string(),
  Namespace: z.string(),
  NodeName: z.string(),
  ClientStatus: z.string(),
});

const HEALTH_OF_ALLOCATION: ReadonlyMap<string, Health> = new Map([
  ['running', 'healthy'],
  ['pending', 'transitional'],
  ['complete', 'stopped'],
  ['failed', 'failed'],
  ['lost', 'failed'],
]);

export class NomadProvider implements InfraProvider {
  readonly #name: string;
  readonly #client: NomadClient;

  constructor({ name, config, http }: PlatformContext<NomadConfig>) {
    this.#name = name;
    this.#client = new NomadClient(
      http({ label: 'Nomad', baseUrl: config.url }),
      config.token,
    );
  }

  async *read({ signal }: ReadOptions): AsyncIterable<ClusterReading> {
    // Without nodes nothing can be read; without allocations the nodes are still shown.
    // One after the other: a refused token is sent once.
    const topology = await this.#readNodes(signal);
    const workloads = await toResult(this.#readAllocations(signal));
    yield { name: this.#name, topology: success(topology), workloads };
  }

  async check({ signal }: RequestOptions): Promise<ConnectionCheck> {
    const check = { id: 'nodes', title: 'List nodes' };
    try {
      await this.#readNodes(signal);
      return { ok: true, checks: [{ ...check, status: 'passed' }] };
    } catch (error) {
      const { message, hint } = error as ProviderFailure;
      return {
        ok: false,
        checks: [{ ...check, status: 'failed', message, remedy: hint }],
      };
    }
  }

  async close() {
    await this.#client.close();
  }

  async #readNodes(signal: AbortSignal) {
    const { rows, complete } = await this.#client.list(
      '/v1/nodes',
      nodeSchema,
      signal,
    );
    const nodes = rows.map((row): NodeStatus => {
      const isReady = row.Status === 'ready';
      return {
        id: row.ID,
        name: row.Name,
        cluster: this.#name,
        provider: 'nomad',
        status: isReady ? 'ready' : 'not-ready',
        health: isReady ? 'healthy' : 'failed',
        rawStatus: row.Status,
        // What is not known is absent, never 0.
        cpu: {},
        memory: {},
      };
    });
    const down = nodes.filter(({ health }) => health !== 'healthy').length;
    const health: Health = down > 0 ? 'degraded' : 'healthy';
    return {
      health,
      ...(down > 0 && toReason(message('clients-down', { count: down }))),
      nodes,
      totals: totalsOfNodes(nodes),
      complete: { nodes: complete, facts: complete },
    };
  }

  async #readAllocations(signal: AbortSignal) {
    const { rows, complete } = await this.#client.list(
      '/v1/allocations',
      allocationSchema,
      signal,
    );
    const items = rows.map(
      (row): Workload => ({
        id: row.ID,
        name: row.Name,
        cluster: this.#name,
        provider: 'nomad',
        namespace: row.Namespace,
        node: row.NodeName,
        type: 'allocation',
        status: row.ClientStatus,
        health: HEALTH_OF_ALLOCATION.get(row.ClientStatus) ?? 'unknown',
        cpu: {},
        memory: {},
      }),
    );
    return { items, complete };
  }
}
