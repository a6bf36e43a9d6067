// @ts-check

/**
 * What owners were told of problems, instead of what they were told of clusters.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notified_problems', table => {
    table.string('owner', 255).notNullable().comment('Entity reference');
    table.string('problem', 64).notNullable();
    table.text('cluster').notNullable();
    table.text('title').notNullable().comment('Of the last message');
    table.text('link').notNullable();
    table.boolean('present').notNullable().comment('Whether it was there');
    table
      .bigInteger('since')
      .notNullable()
      .comment('Of `present`, in milliseconds since the epoch');
    table.boolean('reported').notNullable();
    table.bigInteger('reported_at').nullable();
    table.primary(['owner', 'problem']);
  });
  await knex.schema.dropTable('notified_clusters');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notified_problems');
  await knex.schema.createTable('notified_clusters', table => {
    table.string('cluster', 255).primary();
    table.text('cause').notNullable();
    table.bigInteger('since').notNullable();
    table.text('told').nullable();
  });
};
