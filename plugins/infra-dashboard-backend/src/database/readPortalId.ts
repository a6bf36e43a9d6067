import { randomUUID } from 'node:crypto';
import { isPostgres } from './isPostgres';
import type { Knex } from './Knex';

const TABLE = 'portal';

const PERMISSION_DENIED = '42501';

interface Row {
  only: 1;
  id: string;
  made_in: string;
}

/**
 * Distinguishes a database from a restored copy. Only PostgreSQL has such ids: of the
 * installation, of the database in it, and the schema.
 */
async function identityOf(knex: Knex): Promise<string> {
  if (!isPostgres(knex)) return '';
  try {
    const { rows } = await knex.raw(
      'select system_identifier, oid, current_schema() as schema from pg_control_system(), pg_database where datname = current_database()',
    );
    return JSON.stringify(rows[0]);
  } catch (error) {
    if ((error as { code?: string }).code === PERMISSION_DENIED) return '';
    throw error;
  }
}

/**
 * The id of the portal that a database belongs to. The first replica creates it. A copy of the
 * database, such as that of a staging portal, gets another id.
 */
export async function readPortalId(knex: Knex): Promise<string> {
  const identity = await identityOf(knex);
  const read = () => knex<Row>(TABLE).where({ only: 1 }).first();
  const own = { id: randomUUID(), made_in: identity };
  let row = await read();
  if (!row) {
    await knex<Row>(TABLE)
      .insert({ only: 1, ...own })
      .onConflict('only')
      .ignore();
  } else if (row.made_in !== identity) {
    // Of several replicas that notice it, one is first.
    await knex<Row>(TABLE).where({ only: 1, id: row.id }).update(own);
  } else {
    return row.id;
  }
  row = await read();
  if (!row) throw new Error('The row of the portal is gone');
  return row.id;
}
