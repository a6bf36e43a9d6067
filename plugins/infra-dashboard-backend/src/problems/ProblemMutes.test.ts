import { mockServices } from '@backstage/backend-test-utils';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { PluginDatabase, type Knex } from '../database';
import { testDatabases } from '../__testUtils__/testDatabases';
import { findMutes, ProblemMutes } from './ProblemMutes';

jest.setTimeout(60_000);

const BY = 'user:default/ann';
const inSeconds = (count: number) =>
  new Date(Date.now() + count * 1_000).toISOString();

const createMutes = (knex: Knex) =>
  new ProblemMutes({
    database: new PluginDatabase({
      subject: 'mutes',
      database: mockServices.database({ knex }),
      logger: mockServices.logger.mock(),
    }),
  });

describe('ProblemMutes', () => {
  const databases = testDatabases();

  it.each(databases.eachSupportedId())(
    'silence what they name until they end, for every replica and over a restart (%s)',
    async id => {
      const knex = await databases.init(id);
      const start = () => createMutes(knex);
      const [one, other] = [start(), start()];
      const short = { problem: 'p1', until: inSeconds(2) };
      await one.add(short, { by: BY, cluster: 'paris' });
      const window = { cluster: 'lyon', until: inSeconds(3_600) };
      await other.add(window, { by: BY, cluster: 'lyon' });

      const restarted = start();
      for (const replica of [one, other, restarted]) {
        const mutes = await replica.list();
        const untilOf = (problem: string, cluster: string) =>
          findMutes(mutes)({ id: problem, cluster })?.until;
        expect(untilOf('p1', 'paris')).toBe(short.until);
        expect(untilOf('p2', 'paris')).toBeUndefined();
        expect(untilOf('p3', 'lyon')).toBe(window.until);
        expect(untilOf('p1', 'nice')).toBe(short.until);
      }
      // It ends by itself, and by the clock of the database.
      await waitFor(async () => expect(await other.list()).toHaveLength(1));
      expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(short.until) - 500);
      for (const replica of [one, restarted, start()]) {
        expect(await replica.list()).toMatchObject([window]);
      }
      const [{ id: mute }] = await one.list();
      await one.remove(mute);
      expect(await restarted.list()).toEqual([]);
    },
  );

  it('shows others no reason with characters that control their page or log', async () => {
    const mutes = createMutes(await databases.init('SQLITE_3'));
    const request = { problem: 'p1', until: inSeconds(60) };
    const options = { by: BY, cluster: 'paris' };
    const reason = '\u202e\0planned\n\x1b[2J2026-01-01 info\u2028ok';
    await mutes.add({ ...request, reason }, options);
    expect((await mutes.list())[0].reason).toBe(
      'planned [2J2026-01-01 info ok',
    );
    await mutes.add({ ...request, reason: '\0\n' }, options);
    expect((await mutes.list())[0]).not.toHaveProperty('reason');
  });

  it('refuses an end that has passed, or is too far away', async () => {
    const mutes = createMutes(await databases.init('SQLITE_3'));
    for (const seconds of [-1, 91 * 86_400]) {
      await expect(
        mutes.add(
          { problem: 'p1', until: inSeconds(seconds) },
          { by: BY, cluster: 'paris' },
        ),
      ).rejects.toThrow('until: must be within the next 90 days');
    }
    expect(await mutes.list()).toEqual([]);
  });
});
