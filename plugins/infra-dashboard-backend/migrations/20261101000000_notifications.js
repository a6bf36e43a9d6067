// @ts-check

/**
 * The last notifications to the owners of clusters about their health.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notified_clusters', table => {
    table.string('cluster', 255).primary();
    table.text('cause').notNullable().comment('What is seen; empty when well');
    table
      .bigInteger('since')
      .notNullable()
      .comment('Since when, in milliseconds since the epoch');
    table.text('told').nullable().comment('The problem that was reported last');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notified_clusters');
};
