export { openDatabase, type Knex } from './openDatabase';
