// @ts-check

const TABLES = ['history_raw', 'history_hourly', 'history_daily'];

/**
 * What clusters and nodes had in use. A point names its series by a number: most of the
 * rows are points, and names would be most of a row.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('history_series', table => {
    table.increments('id');
    table.text('cluster').notNullable();
    table.text('node').notNullable().comment('Empty: of the cluster');
    table.string('metric', 32).notNullable();
    table.unique(['cluster', 'node', 'metric']);
  });
  for (const name of TABLES) {
    await knex.schema.createTable(name, table => {
      table.integer('series').notNullable();
      table
        .bigInteger('at')
        .notNullable()
        .comment('Begin of the interval, in milliseconds since the epoch');
      table.double('used').nullable();
      table.double('maximum').nullable().comment('Of `used`; empty: the same');
      table.double('total').nullable();
      table.double('requested').nullable();
      table.integer('samples').notNullable().defaultTo(1);
      table.primary(['series', 'at']);
      // Roll-up and retention go by time over all series.
      table.index(['at']);
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [...TABLES, 'history_series']) {
    await knex.schema.dropTable(name);
  }
};
