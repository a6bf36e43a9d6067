export { batchesOf } from './batches';
export { hasPassed } from './hasPassed';
export { isPostgres } from './isPostgres';
export { openDatabase, type Knex } from './openDatabase';
export { PluginDatabase } from './PluginDatabase';
export { readPortalId } from './readPortalId';
export { insertRows } from './insertRows';
export { toText } from './toText';
export { upsertRows } from './upsertRows';
