import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { fakeClusterStatus, fakeProvider } from './__testUtils__/fakes';
import { testDatabases } from './__testUtils__/openLedger';
import { startCatalog, type FakeBackend } from './__testUtils__/startCatalog';
import { waitFor } from './__testUtils__/waitFor';

jest.setTimeout(120_000);

const databases = testDatabases();
const KEY = 'catalog.providers.infraDashboard';

describe('an invalid configuration of the catalog module', () => {
  it('leaves the entities as they are and names what is wrong', async () => {
    const knex = await databases.init('SQLITE_3');
    const fake: FakeBackend = {
      requests: [],
      clusters: [fakeClusterStatus('pve', ['n1'])],
      providers: [fakeProvider('pve')],
    };
    const names = ['resource:default/pve', 'resource:default/pve--n1'];
    const good = await startCatalog({ knex, fake });
    await good.run();
    await waitFor(async () =>
      expect([...(await good.entities()).keys()].sort()).toEqual(names),
    );
    await good.backend.stop();

    const table: Array<[JsonValue, string]> = [
      ['text', `${KEY}: must be an object`],
      [
        { defaultOwnr: 'ops' },
        `${KEY}.defaultOwnr: unknown key 'defaultOwnr'; did you mean 'defaultOwner'?`,
      ],
      [{ nodes: 'perhaps' }, `${KEY}.nodes: must be true or false`],
      [{ rules: { include: false } }, `${KEY}.rules: must be a list`],
      [
        { rules: [{ cluster: 'x' }, { clustr: 'pve', include: false }] },
        `${KEY}.rules[1].clustr: unknown key 'clustr'; did you mean 'cluster'?`,
      ],
    ];
    for (const [settings, message] of table) {
      const logger = mockServices.rootLogger.mock();
      logger.child.mockReturnValue(logger);
      const { backend, entities, isScheduled } = await startCatalog({
        ...{ knex, fake, settings },
        features: [logger.factory],
      });
      expect(logger.error.mock.calls.map(([text]) => text)).toEqual([
        `The configuration is invalid: ${message}. Clusters and nodes in the catalog stay as they are`,
      ]);
      expect(isScheduled()).toBe(false);
      expect([...(await entities()).keys()].sort()).toEqual(names);
      await backend.stop();
    }
  });
});
