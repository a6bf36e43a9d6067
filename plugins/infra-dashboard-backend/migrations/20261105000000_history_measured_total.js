// @ts-check

const TABLES = ['history_raw', 'history_hourly', 'history_daily'];

/**
 * What `used` is a share of. It stays empty in older points, of which it is not known.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table
        .double('measured_total')
        .nullable()
        .comment('The part of `total` whose use is known');
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table.dropColumn('measured_total');
    });
  }
};
