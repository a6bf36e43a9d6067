// @ts-check

const TABLES = ['history_raw', 'history_hourly', 'history_daily'];

/**
 * The total that `used` is a share of. Empty in older points, where it is unknown.
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
