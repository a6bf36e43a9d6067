export { openDatabase, type Knex } from './openDatabase';
export { readPortalId } from './readPortalId';
