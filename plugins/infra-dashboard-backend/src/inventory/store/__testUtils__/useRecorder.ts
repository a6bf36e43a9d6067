import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type {
  NodeStatus,
  StorageStatus,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NewChange } from '../../../changes/types';
import type { ClusterSnapshot } from '../../../collector/types';
import { ProviderLeases } from '../../../collector';
import type { ProviderEntry } from '../../../config';
import { openDatabase, PluginDatabase, type Knex } from '../../../database';
import { fakeNode, fakeWorkload } from '../../../testing/FakeProvider';
import { summaryOf } from '../../../testing/summaryOf';
import { WorkloadLists } from '../../query/WorkloadLists';
import { InventoryRecorder } from '../InventoryRecorder';
import { testDatabases } from '../../../__testUtils__/testDatabases';

export function entryOf(settings: ProviderEntry['settings'] = {}) {
  return { name: 'alpha', type: 'nomad', settings } as ProviderEntry;
}

/** A cluster with its workloads. */
export interface Reading extends ClusterSnapshot {
  items: Workload[];
}

/** A cluster with two nodes and three workloads; tests change what they need. */
export class FakeCluster {
  name = 'alpha';
  identity: string | undefined = 'uid-1';
  version = '1.9.0';
  nodes: NodeStatus[] = ['n1', 'n2'].map(node => fakeNode('alpha', node));
  workloads: Workload[] = ['web-1', 'web-2', 'db'].map((id, index) =>
    fakeWorkload('alpha', id, {
      node: index === 1 ? 'n2' : 'n1',
      images: ['shop:1'],
      uptime: 100,
      cpu: { count: 2, usage: 1 },
      ...(id !== 'db' && { owner: { kind: 'Job', name: 'web' } }),
    }),
  );
  storages: StorageStatus[] | undefined;
  isComplete = true;
  /** Milliseconds since the epoch. */
  at = Date.parse('2026-01-01T00:00:00.000Z');

  change(id: string, values: Partial<Workload>): void {
    this.workloads = this.workloads.map(one =>
      one.id === id ? { ...one, ...values } : one,
    );
  }

  changeNode(name: string, values: Partial<NodeStatus>): void {
    this.nodes = this.nodes.map(one =>
      one.name === name ? { ...one, ...values } : one,
    );
  }

  /** The next reading, 15 seconds after the last one. */
  read(): Reading {
    this.at += 15_000;
    this.workloads = this.workloads.map(one => ({
      ...one,
      ...(one.uptime !== undefined && { uptime: one.uptime + 15.3 }),
    }));
    return {
      name: this.name,
      topology: {
        observedAt: this.at,
        data: {
          identity: this.identity,
          version: this.version,
          health: 'healthy',
          nodes: this.nodes,
          ...(this.storages && { storages: [...this.storages] }),
          totals: { cpu: {}, memory: {}, nodes: { total: this.nodes.length } },
          complete: {
            nodes: this.isComplete,
            facts: true,
            storages: this.isComplete,
          },
        },
      },
      workloads: {
        observedAt: this.at,
        data: summaryOf(this.workloads, { complete: this.isComplete }),
      },
      items: this.workloads,
    };
  }
}

/** A portal with an inventory in each test database. */
export function useRecorder() {
  const databases = testDatabases();

  async function openIn(id: TestDatabaseId) {
    const knex = await databases.init(id);
    await openDatabase(mockServices.database({ knex }));
    const changes: NewChange[] = [];
    const catalog = { isRead: true, isSettled: true };
    const failures = { next: undefined as Error | undefined };
    const database = new PluginDatabase({
      subject: 'inventory',
      database: mockServices.database({ knex }),
      logger: mockServices.logger.mock(),
    });
    const leases = new ProviderLeases({ database, isShared: false });
    await leases.start();
    const start = () =>
      new InventoryRecorder({
        ...{ database, leases },
        ownership: {
          get hasCatalog() {
            return catalog.isRead;
          },
          get isSettled() {
            return catalog.isSettled;
          },
          match: workload => workload,
        },
        machineTypesOf: () => new Set(),
        recordChanges: async (_trx: Knex, found: NewChange[]) => {
          const { next } = failures;
          failures.next = undefined;
          if (next) throw next;
          changes.push(...found);
        },
      });
    let recorder = start();
    return {
      ...{ knex, catalog, failures },
      /** Another process with the same database. */
      restart: async (entry = entryOf()) => {
        await recorder.close();
        recorder = start();
        const lists = new WorkloadLists({ database });
        return Promise.all(
          (await recorder.load(entry)).map(
            async (snapshot): Promise<Reading> => {
              const { observedAt = NaN } = snapshot.workloads;
              const row = recorder.rowOf(entry, snapshot.name)!;
              const items = await lists.read({
                ...{ allowed: true, observedAt: () => observedAt },
                clusters: [
                  {
                    ...{ ...row, name: snapshot.name },
                    ...{ provider: entry.type, providerName: entry.name },
                  },
                ],
              });
              return { ...snapshot, items };
            },
          ),
        );
      },
      store: async ({ items, ...snapshot }: Reading, entry = entryOf()) => {
        recorder.publish(entry, snapshot, items);
        await recorder.settle();
      },
      /** Stored workloads, as a provider that has just started asks for them. */
      recall: (cluster: string, ...workloads: string[]) =>
        recorder.connect(entryOf(), entryOf).workloads(cluster, workloads),
      /** What readers see of the workloads of a cluster that was read. */
      shown: ({ items, ...snapshot }: Reading) => ({
        isQueried: recorder.rowOf(entryOf(), snapshot.name) !== undefined,
        ...recorder.storedWorkloads(entryOf(), snapshot),
      }),
      remove: async (cluster: string) => {
        recorder.remove(entryOf(), cluster);
        await recorder.settle();
      },
      ownersChanged: async () => {
        recorder.ownersChanged();
        await recorder.settle();
      },
      /** What was found since the last call, in short. */
      takeChanges: () =>
        changes
          .splice(0)
          .map(({ kind, subject, from, to, count = 1 }) =>
            [kind, subject, from ?? '-', to ?? '-', count].join(' '),
          ),
      /** Ids with the revision that wrote them. */
      revisions: async (table: string) => {
        const rows: Array<{ id: string; revision: number }> = await knex(table)
          .select('id', 'revision')
          .orderBy('id');
        return Object.fromEntries(rows.map(row => [row.id, row.revision]));
      },
    };
  }

  return { openIn, ids: databases.eachSupportedId() };
}
