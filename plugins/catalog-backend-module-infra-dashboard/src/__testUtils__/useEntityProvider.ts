import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import { InfraDashboardEntityProvider } from '../InfraDashboardEntityProvider';
import { toInventory } from '../inventory';
import { fakeClusterStatus, fakeConfig, fakeProvider } from './fakes';
import { openLedger, testDatabases } from './openLedger';

export const START = Date.UTC(2026, 8, 1);
export const MINUTE = 60_000;

export type Reply = Parameters<typeof toInventory>[0];

/** A provider with an upstream, clock and catalog controlled by the test. */
async function setUp(databases: TestDatabases, settings: JsonObject) {
  const ledger = await openLedger(databases, 'SQLITE_3');
  const logger = mockServices.logger.mock();
  const applyMutation = jest.fn(async (_: EntityProviderMutation) => {});
  const world: {
    now: number;
    reply: Reply | Error;
    /** References that the catalog does not have any more. */
    deleted: Set<string>;
    /** Where entities of other sources come from, by reference. */
    foreign: Map<string, string>;
  } = {
    now: START,
    deleted: new Set(),
    foreign: new Map(),
    reply: { clusters: [], providers: [] },
  };
  jest.spyOn(Date, 'now').mockImplementation(() => world.now);

  const start = async (current: JsonObject) => {
    let task = async (_signal: AbortSignal) => {};
    await new InfraDashboardEntityProvider({
      config: fakeConfig({ defaultOwner: 'ops', ...current }),
      ledger,
      names: {
        read: async refs => ({
          missing: new Set(refs.filter(ref => world.deleted.has(ref))),
          foreign: new Map(
            refs.flatMap(ref => {
              const source = world.foreign.get(ref);
              return source ? [[ref, source]] : [];
            }),
          ),
        }),
      },
      logger,
      reader: {
        async read() {
          if (world.reply instanceof Error) throw world.reply;
          return toInventory(world.reply);
        },
      },
      taskRunner: {
        async run({ fn }) {
          task = async signal => fn(signal);
        },
      },
    }).connect({ applyMutation, refresh: jest.fn() });
    return task;
  };
  let task = await start(settings);
  return {
    world,
    applyMutation,
    /** Details of the warnings in the log. */
    warnings: () => logger.warn.mock.calls.map(([, details]) => details),
    restart: async (changed: JsonObject = settings) => {
      task = await start(changed);
    },
    /** Runs once and returns the entities added to and removed from the catalog, call by call. */
    run: async () => {
      applyMutation.mockClear();
      await task(new AbortController().signal);
      return applyMutation.mock.calls.map(([mutation]) => {
        if (mutation.type !== 'delta') throw new Error('Not a delta');
        return {
          added: mutation.added.map(({ entity }) => entity.metadata.name),
          removed: mutation.removed.map(one =>
            'entityRef' in one ? one.entityRef : one.entity.metadata.name,
          ),
        };
      });
    },
    /** The fresh cluster `a` with these nodes, next to others as given. */
    setNodes(nodes: string[], others: unknown[] = []) {
      const observedAt = new Date(world.now).toISOString();
      world.reply = {
        clusters: [
          fakeClusterStatus('a', nodes, {
            freshness: { state: 'fresh', observedAt },
          }),
          ...others,
        ],
        providers: [fakeProvider('a'), fakeProvider('b')],
      };
    },
  };
}

/** Returns a function that sets up such a provider; the tests of the file share the databases. */
export function useEntityProvider() {
  const databases = testDatabases();
  afterEach(() => jest.restoreAllMocks());
  return (settings: JsonObject = {}) => setUp(databases, settings);
}
