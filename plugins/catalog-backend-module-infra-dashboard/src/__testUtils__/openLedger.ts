import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { EntityLedger } from '../sync';

/**
 * SQLite always; PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING (or
 * that of 18) names a server.
 */
export function testDatabases(): TestDatabases {
  const ids: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_15', 'POSTGRES_18'];
  return TestDatabases.create({ ids, disableDocker: true });
}

/** A ledger in a database of its own, next to what the catalog would have there. */
export async function openLedger(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<EntityLedger> {
  const knex = await databases.init(id);
  return EntityLedger.create(mockServices.database({ knex }));
}
