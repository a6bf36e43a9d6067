import { yieldIfDue } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isPostgres } from './isPostgres';
import type { Knex } from './Knex';

/** Several parts of the plugin may open the same one. */
const known = new WeakSet<Knex['client']>();

/**
 * SQLite computes in this process, with one connection: what waits for the end of a transaction
 * would run at once, all of it in one turn of the event loop.
 */
export function takeTurns(knex: Knex): void {
  if (isPostgres(knex)) return;
  const { client } = knex;
  if (known.has(client)) return;
  known.add(client);
  const acquire = client.acquireConnection;
  client.acquireConnection = async function acquireInTurn() {
    const connection = await acquire.call(this);
    // All others may wait for this one connection.
    await yieldIfDue(true);
    return connection;
  };
}
