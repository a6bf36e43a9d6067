import {
  mockServices,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { testDatabases } from '../__testUtils__/testDatabases';
import { PluginDatabase } from '../database';
import { LoginBudget } from './LoginBudget';
import { StoredRefusals } from './StoredRefusals';

jest.setTimeout(60_000);

const databases = testDatabases();
const DAY = 86_400_000;

describe.each(databases.eachSupportedId())(
  'the login budget of several replicas, %s',
  id => {
    async function open(databaseId: TestDatabaseId) {
      const knex = await databases.init(databaseId);
      const database = mockServices.database({ knex });
      const replica = () => {
        const stored = new PluginDatabase({
          ...{ database, subject: 'inventory' },
          logger: mockServices.logger.mock(),
        });
        const budget = new LoginBudget(new StoredRefusals(stored));
        const owner = {};
        const { signal } = new AbortController();
        /** An attempt at all addresses; false where it has to pause. */
        const attempt = async (keys: string[], isAccepted = false) => {
          const trial = await budget.begin(keys, { owner, signal });
          if (!trial) return false;
          if (isAccepted) budget.accepted(keys[0]);
          else budget.refused(keys[0], owner);
          budget.end(trial, { isCut: false });
          return true;
        };
        return { attempt };
      };
      const settled = (count: number) =>
        waitFor(async () =>
          expect(await knex('login_refusals')).toHaveLength(count),
        );
      return { knex, replica, settled };
    }

    it('is the same for all, also for one that starts', async () => {
      const { knex, replica, settled } = await open(id);
      const [one, two] = [replica(), replica()];
      expect(await one.attempt(['a'])).toBe(true);
      await settled(1);
      expect(await two.attempt(['a'])).toBe(true);
      await settled(2);
      expect(await one.attempt(['a'])).toBe(true);
      await settled(3);
      for (const any of [one, two, replica()]) {
        expect(await any.attempt(['a'])).toBe(false);
        // Addresses of which none has accepted count together.
        expect(await any.attempt(['b', 'a'])).toBe(false);
      }
      expect(await two.attempt(['c'], true)).toBe(true);

      // The time is over for all, by the clock of the database.
      await knex('login_refusals').update({ at: knex.raw('at - 601000') });
      expect(await replica().attempt(['a'], true)).toBe(true);
      await settled(0);
      expect(await one.attempt(['a'], true)).toBe(true);
      expect(await two.attempt(['a'], true)).toBe(true);
    });

    it('is not used up by times of a clock that was wrong', async () => {
      const { knex, replica, settled } = await open(id);
      const one = replica();
      expect(await one.attempt(['a'])).toBe(true);
      await settled(1);
      await knex('login_refusals').update({ at: Date.now() + 40 * DAY });
      expect(await one.attempt(['a'])).toBe(true);
      // The one that lies ahead is deleted.
      await settled(1);
      expect(await one.attempt(['a'])).toBe(true);
      await settled(2);
      expect(await one.attempt(['a'])).toBe(true);
      await settled(3);
      expect(await replica().attempt(['a'])).toBe(false);
      await knex('login_refusals').update({ at: Date.now() + 40 * DAY });
      expect(await replica().attempt(['a'], true)).toBe(true);
    });

    it('is that of the replica alone while there is no database', async () => {
      const { knex, replica, settled } = await open(id);
      const one = replica();
      expect(await one.attempt(['a'])).toBe(true);
      await settled(1);
      await knex.schema.dropTable('login_refusals');
      expect(await one.attempt(['a'])).toBe(true);
      expect(await one.attempt(['a'])).toBe(true);
      expect(await one.attempt(['a'])).toBe(false);
    });
  },
);
