export { batchesOf, placeholders } from './batches';
export { openDatabase, type Knex } from './openDatabase';
export { PluginDatabase } from './PluginDatabase';
export { readPortalId } from './readPortalId';
export { upsertRows } from './upsertRows';
