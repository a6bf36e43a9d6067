import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { startSearch } from './__testUtils__/startSearch';
import { createStubDashboard } from './__testUtils__/stubDashboard';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const KEY = 'search.collators.infraDashboard';

describe('an invalid configuration of the search module', () => {
  it.each<[JsonValue, string]>([
    ['text', `${KEY}: must be an object`],
    [
      { bachSize: 7 },
      `${KEY}.bachSize: unknown key 'bachSize'; did you mean 'batchSize'?`,
    ],
    [{ maxDocuments: 'many' }, `${KEY}.maxDocuments: must be a whole number`],
  ])(
    'leaves workloads searchable and is logged: %j',
    async (collator, text) => {
      const logger = mockServices.rootLogger.mock();
      logger.child.mockReturnValue(logger);
      const { backend, index, search } = await startSearch({
        openDatabase: () => databases.init('SQLITE_3'),
        collator,
        dashboard: createStubDashboard({
          ...{ clusters: [], requests: [] },
          pages: [
            [
              {
                id: 'id-web',
                name: 'web',
                cluster: 'c',
                provider: 'nomad',
                type: 'allocation',
                status: 'running',
                health: 'healthy',
              },
            ],
          ],
        }),
        features: [logger.factory],
      });
      const reported = logger.error.mock.calls.map(([message]) => message);
      expect(
        reported.filter(message =>
          message.includes('configuration is invalid'),
        ),
      ).toEqual([expect.stringContaining(text)]);
      expect(logger.info).toHaveBeenCalledWith(
        expect.stringContaining('the search index is made in this process'),
      );
      await index();
      expect((await search('web')).documents).toHaveLength(1);
      await backend.stop();
    },
  );
});
