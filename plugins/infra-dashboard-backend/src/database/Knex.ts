import type { DatabaseService } from '@backstage/backend-plugin-api';

/** A connection to the plugin's database. */
export type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;
