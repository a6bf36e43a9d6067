// @ts-check

/**
 * Entities that the module added to the catalog, and since when they are missing.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('infra_dashboard_entities', table => {
    table.string('entity_ref', 255).primary();
    table.text('cluster').notNullable().comment('Name of the cluster, as JSON');
    table
      .string('hash', 64)
      .nullable()
      .comment('Of the entity as the catalog took it; null until it has');
    table
      .bigInteger('absent_since')
      .nullable()
      .comment('First good read without it, in milliseconds since the epoch');
    table
      .bigInteger('absent_latest')
      .nullable()
      .comment('Latest good read without it, in milliseconds since the epoch');
    table.integer('absent_reads').notNullable().defaultTo(0);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('infra_dashboard_entities');
};
