import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type {
  StorageStatus,
  NodeStatus,
  Workload,
  WorkloadRole,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ProblemMuteRequest,
  ProblemQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  StorageQuery,
  UnownedQuery,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import {
  ProviderLeases,
  type ClusterRecord,
  type Collector,
} from '../../../collector';
import type { ProviderEntry } from '../../../config';
import type { HardwareInventory } from '../../../legacy/files';
import { PluginDatabase } from '../../../database';
import { ProblemFinder, ProblemMutes } from '../../../problems';
import type { WorkloadOwnership } from '../../../ownership';
import type { EntityVisibility } from '../../../permissions/VisibleEntities';
import { Inventory } from '../../Inventory';
import { InventoryRecorder } from '../../store/InventoryRecorder';
import { VisibleInventory } from '../../VisibleInventory';
import { StorageQueries } from '../StorageQueries';
import { WorkloadLists } from '../WorkloadLists';
import { WorkloadQueries } from '../WorkloadQueries';
import { summaryOf } from '../../../testing/summaryOf';
import { testDatabases } from '../../../__testUtils__/testDatabases';
import { fakeWorkload } from '../../../testing/FakeProvider';
import { EVERYTHING, type Visibility } from '../../../permissions';
import {
  CLUSTERS,
  PLATFORMS,
} from '../../../permissions/__testUtils__/createWorkloadPolicy';

const ROLES: Record<string, WorkloadRole> = {
  allocation: 'replica',
  deployment: 'app',
};

/** One object, so that its slow hash is made once. */
const SETTINGS = {};

function typeOf(name: string, [item]: Workload[]): string {
  return item?.provider ?? PLATFORMS[CLUSTERS.indexOf(name) % PLATFORMS.length];
}

interface View {
  visible?: Visibility;
  entities?: EntityVisibility;
}

function recordOf(
  name: string,
  items: Workload[],
  nodes: NodeStatus[],
): ClusterRecord {
  const observedAt = Date.now();
  return {
    entry: {
      ...{ name, type: typeOf(name, items), settings: SETTINGS, enabled: true },
      timings: { staleAfterMs: 3_600_000 },
    } as unknown as ProviderEntry,
    snapshot: {
      name,
      topology: {
        observedAt,
        data: {
          health: 'healthy',
          nodes,
          totals: { cpu: {}, memory: {}, nodes: { total: 0 } },
        },
      },
      workloads: {
        observedAt,
        data: summaryOf(items, { complete: true }),
      },
    },
  };
}

/** An inventory in each test database whose workloads a test chooses. */
export function useStoredWorkloads() {
  const databases = testDatabases();

  async function openIn(id: TestDatabaseId) {
    const knex = await databases.init(id);
    const database = new PluginDatabase({
      subject: 'inventory',
      database: mockServices.database({ knex }),
      logger: mockServices.logger.mock(),
    });
    const parts = { of: (ref: string) => [ref] };
    const ownership = {
      hasCatalog: true,
      isSettled: true,
      match: (workload: Workload) => workload,
      withParts: (ref: string) => new Set(parts.of(ref)),
      evidenceOf: ({ name, tags = [] }: Workload) => [
        { kind: 'name', value: name, entityRef: tags[0] },
      ],
      claimCommandsOf: ({ name }: Workload, component: string) => [
        `tie ${name} ${component}`,
      ],
    };
    const leases = new ProviderLeases({ database, isShared: false });
    await leases.start();
    const recorder = new InventoryRecorder({
      ...{ database, leases, ownership, recordChanges: async () => {} },
      machineTypesOf: () => new Set(),
    });
    let records: ClusterRecord[] = [];
    const lists = new WorkloadLists({ database });
    const inventory = new Inventory({
      changeLog: { read: async () => ({ items: [] }) },
      collector: {
        clock: { now: () => Date.now() },
        providers: [],
        get records() {
          return records;
        },
      } as unknown as Collector,
      hardware: {} as HardwareInventory,
      problems: {
        finder: new ProblemFinder({
          ...{ database, lists, recorder },
          roleOf: (_, type) => ROLES[type] ?? 'machine',
        }),
        mutes: new ProblemMutes({ database }),
      },
      ownership: ownership as unknown as WorkloadOwnership,
      stored: {
        ...{ lists, recorder },
        queries: new WorkloadQueries({
          database,
          typesOf: word => (word === 'vm' ? ['qemu', 'instance'] : [word]),
        }),
        storages: new StorageQueries({ database }),
      },
    });
    const viewOf = ({ entities, visible = EVERYTHING }: View) =>
      new VisibleInventory(inventory, visible, entities);
    return {
      ...{ database, knex },
      readClusters: (visible: Visibility) =>
        new VisibleInventory(inventory, visible).listClusters({}),
      clustersRevision: (visible: Visibility) =>
        new VisibleInventory(inventory, visible).clustersRevision(),
      /** Replaces everything by storages. */
      storeStorages: async (storages: StorageStatus[]) => {
        const names = new Set(storages.map(({ cluster }) => cluster));
        records = [...names].map(name => {
          const own = storages.filter(({ cluster }) => cluster === name);
          const record = recordOf(name, [fakeWorkload(name, 'w')], []);
          record.snapshot.topology.data!.storages = own;
          return record;
        });
        for (const { entry, snapshot } of records) {
          recorder.publish(entry, snapshot);
        }
        await recorder.settle();
      },
      readStorages: (query: StorageQuery, visible = EVERYTHING) =>
        new VisibleInventory(inventory, visible).queryStorages(query),
      readUnowned: (query: UnownedQuery, view: View = {}) =>
        viewOf(view).listUnowned(query),
      readProblems: (query: ProblemQuery, view: View = {}) =>
        viewOf(view).problems.list(query),
      problemsOf: (workload: Workload) =>
        viewOf({}).problems.ofWorkload(workload, 20),
      muteProblem: async (request: ProblemMuteRequest, view: View = {}) =>
        viewOf(view).problems.mute(request, 'user:default/ann'),
      unmuteProblem: async (mute: string, view: View = {}) =>
        viewOf(view).problems.unmute(mute),
      /** Replaces all workloads; with nodes, also those of clusters that have none. */
      store: async (
        workloads: Workload[],
        nodesOf?: (cluster: string) => NodeStatus[],
      ) => {
        const names = new Set(
          nodesOf ? CLUSTERS : workloads.map(({ cluster }) => cluster),
        );
        records = [...names].map(name =>
          recordOf(
            name,
            workloads.filter(({ cluster }) => cluster === name),
            nodesOf?.(name) ?? [],
          ),
        );
        for (const { entry, snapshot } of records) {
          recorder.publish(
            entry,
            snapshot,
            workloads.filter(({ cluster }) => cluster === snapshot.name),
          );
        }
        await recorder.settle();
      },
      read: (
        query: WorkloadQuery,
        withParts: (ref: string) => string[] = ref => [ref],
        visible = EVERYTHING,
        entities?: EntityVisibility,
      ) => {
        parts.of = withParts;
        return new VisibleInventory(
          inventory,
          visible,
          entities,
        ).queryWorkloads(query);
      },
    };
  }

  return { openIn, ids: databases.eachSupportedId() };
}
