import {
  createTestContext,
  PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import type {
  NodeStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { proxmoxPlatform } from '../platform';
import { loadScenario, ReplayServer, type Scenario } from './replayServer';

export const TOKEN = { tokenId: 'audit@pve!portal', tokenSecret: 's3cret' };

/** A signal that never ends a read. */
export const signal = new AbortController().signal;

/** Starts servers and providers named `lab`, and stops them after each test. */
export function useLab() {
  // On a busy machine the first request alone may take seconds.
  jest.setTimeout(60_000);
  const closers: Array<() => Promise<void>> = [];

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function serve(
    scenario: Scenario | string,
    tls?: { key: string; cert: string },
  ) {
    const server = new ReplayServer(
      typeof scenario === 'string' ? loadScenario(scenario) : scenario,
      tls,
    );
    let isStopped = false;
    const stop = async () => {
      if (!isStopped) await server.stop();
      isStopped = true;
    };
    const url = await server.start();
    closers.push(stop);
    return { server, url, stop };
  }

  function connect(settings: object, timeouts: object = {}) {
    const parsed = proxmoxPlatform.configSchema.safeParse(settings);
    if (!parsed.success) throw new Error(JSON.stringify(parsed.error.issues));
    const provider = new PartReader(
      proxmoxPlatform.create(
        createTestContext({
          name: 'lab',
          config: parsed.data,
          timeouts: { connectMs: 10_000, totalMs: 20_000, ...timeouts },
        }),
      ),
    );
    closers.push(async () => provider.close());
    return provider;
  }

  /** A server, its provider and the first reading. */
  async function read(scenario: Scenario | string) {
    const { server, url } = await serve(scenario);
    const provider = connect({ url, ...TOKEN });
    const again = async () => {
      const cycle = {};
      const [cluster] = await provider.getAllClusters({ signal, cycle });
      const workloads = await provider.getWorkloads('lab', { signal, cycle });
      return {
        cluster,
        workloads,
        guest: (vmid: number) =>
          workloads.items.find(
            ({ metadata }) => metadata?.vmid === String(vmid),
          ) as Workload,
        node: (name: string) =>
          cluster.nodes.find(one => one.name === name) as NodeStatus,
        codes: cluster.limitations?.map(({ code }) => code) ?? [],
      };
    };
    return { server, provider, again, ...(await again()) };
  }

  return { serve, connect, read };
}
