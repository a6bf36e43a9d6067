import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Clock } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ClusterRecord } from '../../collector';
import { fakeNode, fakeWorkload } from '../../testing/FakeProvider';
import { summaryOf } from '../../testing/summaryOf';
import { PluginDatabase } from '../../database';
import { HistoryReader } from '../HistoryReader';
import { HistoryRecorder } from '../HistoryRecorder';
import { DEFAULT_HISTORY_OPTIONS } from '../readHistoryOptions';
import { WorkloadUsage } from '../workloads/WorkloadUsage';
import { testDatabases } from '../../__testUtils__/testDatabases';

export const MINUTE = 60_000;
/** Begin of a day, in UTC. */
export const START = Date.parse('2026-01-01T00:00:00.000Z');

interface State {
  name: string;
  cpu: number | undefined;
  /** Cores whose use is known, of 8. */
  measured?: number;
  observedAt: number;
  workloadsObservedAt?: number;
  error?: boolean;
  enabled?: boolean;
  nodes?: string[];
}

function recordOf(state: State): ClusterRecord {
  const { name, cpu, observedAt, nodes = ['n1', 'n2'] } = state;
  return {
    entry: {
      enabled: state.enabled ?? true,
      timings: { staleAfterMs: 2 * MINUTE },
    } as ClusterRecord['entry'],
    snapshot: {
      name,
      topology: {
        observedAt,
        data: {
          health: 'healthy',
          nodes: nodes.map((node, index) => ({
            ...fakeNode(name, node),
            health: index === 0 ? 'healthy' : 'failed',
            cpu: { total: 4, ...(index === 0 && { used: cpu }) },
          })),
          totals: {
            cpu: {
              ...{ used: cpu, total: 8, requested: 3 },
              measuredTotal: state.measured ?? 4,
            },
            memory: { used: NaN },
            nodes: { total: nodes.length },
          },
        },
        ...(state.error && {
          error: { code: 'TIMEOUT' as const, message: 'No response' },
        }),
      },
      workloads: {
        observedAt: state.workloadsObservedAt ?? observedAt,
        data: summaryOf([
          fakeWorkload(name, 'a', { node: 'n1' }),
          fakeWorkload(name, 'b', { node: 'n1', health: 'failed' }),
        ]),
      },
    },
  };
}

/** Opens a history in each test database; each test sets its clock. */
export function useHistory() {
  const databases = testDatabases();

  async function openIn(id: TestDatabaseId) {
    const knex = await databases.init(id);
    const clock = { now: START };
    const database = new PluginDatabase({
      subject: 'history',
      database: mockServices.database({ knex }),
      logger: mockServices.logger.mock(),
    });
    const states: State[] = [];
    const history = { ...DEFAULT_HISTORY_OPTIONS };
    const time: Clock = { now: () => clock.now, monotonic: () => clock.now };
    const replica = () => {
      const workloads = new WorkloadUsage({ clock: time, database, history });
      const recorder = new HistoryRecorder({
        database,
        history,
        listRecords: () => states.map(recordOf),
        workloads,
      });
      const reader = new HistoryReader({
        database,
        history,
        clock: time,
      });
      return { recorder, reader, workloads };
    };
    const { recorder, reader, workloads } = replica();
    /** Fresh data of cluster `one`, sampled at a moment. */
    const sampleAt = async (now: number, cpu: number | undefined) => {
      clock.now = now;
      states.splice(0, states.length, { name: 'one', cpu, observedAt: now });
      await recorder.run(now);
    };
    const dump = async () => ({
      raw: await knex('history_raw').orderBy(['series', 'at']),
      hourly: await knex('history_hourly').orderBy(['series', 'at']),
      daily: await knex('history_daily').orderBy(['series', 'at']),
    });
    return {
      ...{ knex, clock, history, states, replica, recorder, reader },
      ...{ workloads, sampleAt, dump },
    };
  }

  return { databaseIds: databases.eachSupportedId(), openIn };
}
