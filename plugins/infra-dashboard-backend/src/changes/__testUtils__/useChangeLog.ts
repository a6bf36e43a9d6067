import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { ChangeQuery } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { JsonObject } from '@backstage/types';
import { openDatabase } from '../../database';
import { createReport } from '../../testing/createReport';
import { ChangeLog } from '../ChangeLog';
import type { WorkloadCriteria } from '../../permissions';
import type { NewChange } from '../types';
import { testDatabases } from '../../__testUtils__/testDatabases';

export const START = Date.parse('2026-01-01T00:00:00.000Z');
export const SECOND = 1_000;

/** A change of the health of a workload; tests change what they need. */
export function changeOf(values: Partial<NewChange> = {}): NewChange {
  const { id = 'web' } = values.workload ?? {};
  return {
    at: START,
    kind: 'health',
    cluster: 'alpha',
    provider: 'nomad',
    providerName: 'alpha',
    subject: `workload:${id}`,
    workload: { id, name: id },
    from: 'healthy',
    to: 'failed',
    ...values,
  };
}

/** A change log in each test database; each test sets its clock. */
export function useChangeLog() {
  const databases = testDatabases();

  async function openIn(id: TestDatabaseId, changes: JsonObject = {}) {
    const knex = await databases.init(id);
    const database = mockServices.database({ knex });
    await openDatabase(database);
    const clock = { now: START };
    const logger = mockServices.logger.mock();
    const events = mockServices.events.mock();
    const log = new ChangeLog({
      ...{ database, events, logger },
      report: createReport({ changes }, { logger }),
      clock: { now: () => clock.now, monotonic: () => clock.now },
    });
    const record = (...all: Array<Partial<NewChange>>) =>
      knex.transaction(trx => log.record(trx, all.map(changeOf)));
    const read = (
      query: ChangeQuery = {},
      scope: {
        clusters?: string[];
        parts?: Record<string, string[]>;
        allowed?: WorkloadCriteria;
      } = {},
    ) =>
      log.read(query, {
        allowed: scope.allowed ?? true,
        clusters: (scope.clusters ?? ['alpha']).map(name => ({
          ...{ id: name, name, providerName: name, provider: 'nomad' },
        })),
        withParts: ref => new Set([ref, ...(scope.parts?.[ref] ?? [])]),
      });
    /** What a query finds, in short. */
    const names = async (...args: Parameters<typeof read>) =>
      (await read(...args)).items.map(one => one.workload?.name);
    return { clock, events, knex, log, logger, names, read, record };
  }

  return { openIn, ids: databases.eachSupportedId() };
}
