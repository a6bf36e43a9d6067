import { mockServices } from '@backstage/backend-test-utils';
import { testDatabases } from '../__testUtils__/testDatabases';
import { recordChanges } from '../changes/recordChanges';
import type { ClusterRecord } from '../collector';
import { PluginDatabase } from '../database';
import { WorkloadLists } from '../inventory/query/WorkloadLists';
import { ProblemFinder } from './ProblemFinder';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const START = Date.parse('2026-01-02T00:00:00Z');
const at = (minutes: number) => START + minutes * MINUTE;
const databases = testDatabases();

/** A cluster that could be read until a time. */
const unreachable = (readAt?: number) =>
  ({
    entry: {
      ...{ name: 'eu', type: 'nomad', enabled: true },
      timings: { staleAfterMs: 5 * MINUTE },
    },
    snapshot: {
      name: 'eu',
      topology: {
        observedAt: readAt,
        error: { code: 'TIMEOUT', message: 'No response' },
      },
      workloads: {},
    },
  } as unknown as ClusterRecord);

describe.each(databases.eachSupportedId())('since, %s', id => {
  it('is when this outage began, once that is known', async () => {
    const knex = await databases.init(id);
    const database = new PluginDatabase({
      ...{ subject: 'inventory', logger: mockServices.logger.mock() },
      database: mockServices.database({ knex }),
    });
    const finder = new ProblemFinder({
      ...{ database, lists: new WorkloadLists({ database }) },
      ...{ recorder: { rowOf: () => undefined }, roleOf: () => undefined },
    });
    const sinceOf = async (record: ClusterRecord) => {
      const options = { allowed: true, now: at(60) };
      const [problem] = await finder.find([record], options);
      expect(problem.kind).toBe('cluster-unreachable');
      return problem.since && Date.parse(problem.since);
    };
    const record = (minutes: number, values: { from?: string; to?: string }) =>
      database.serve(trx =>
        recordChanges(trx, [
          {
            ...{ at: at(minutes), kind: 'connection', subject: 'cluster' },
            ...{ cluster: 'eu', provider: 'nomad', providerName: 'eu' },
            ...values,
          },
        ]),
      );
    await record(0, { to: 'TIMEOUT' });
    await record(10, { from: 'TIMEOUT' });
    // One more that is over within a minute.
    await record(20, { to: 'TIMEOUT' });
    await record(20.5, { from: 'TIMEOUT' });
    const now = unreachable(at(20.4));
    expect(await sinceOf(now)).toBe(at(20.4));
    await record(30, { to: 'TIMEOUT' });
    await record(40, { from: 'TIMEOUT', to: 'REFUSED' });
    expect(await sinceOf(now)).toBe(at(30));
    expect(await sinceOf(unreachable())).toBe(at(30));
  });
});
