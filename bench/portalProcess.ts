/*
 * A portal with a generated estate in a process of its own, which e2e/replicas/failures.mjs kills. DATABASE is
 * what knex is made of, as JSON. Sends its port when it listens, and takes messages: `grow` adds
 * so many workloads to each cluster. With AWAY no platform responds.
 */
import { mockCredentials } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import { GeneratedEstate } from './GeneratedEstate';
import { startPortal } from './startPortal';

const { AWAY, DATABASE, SCALE = '1' } = process.env;

async function main() {
  const knex = knexFactory({
    ...JSON.parse(DATABASE!),
    // A database that is away is what is tested.
    log: { warn: () => {}, error: () => {} },
  });
  const estate = new GeneratedEstate(Number(SCALE));
  estate.isAway = AWAY !== undefined;
  const database = { getClient: async () => knex };
  const { port } = await startPortal(estate, database, {
    defaults: { refreshInterval: '2s', staleAfter: '10m' },
  });
  estate.startChanges();
  process.on('message', ({ grow }: { grow?: number }) => {
    if (grow) estate.grow(grow);
  });
  // It ends with its parent.
  process.on('disconnect', () => process.exit(0));
  process.send!({ port, authorization: mockCredentials.user.header() });
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
