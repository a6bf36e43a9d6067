// @ts-check

/**
 * The documents of the last run, for those that an incomplete list lacks in the next one.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('infra_dashboard_documents', table => {
    table.string('key', 64).primary().comment('Hash of cluster and id');
    table.string('cluster', 64).notNullable().comment('Hash of its name');
    table.text('cluster_name').notNullable().comment('As JSON');
    table.string('hash', 64).notNullable().comment('Of the document');
    table.text('document').notNullable().comment('As JSON');
    table
      .bigInteger('missing_since')
      .nullable()
      .comment('First run without it, in milliseconds since the epoch');
    table.index(['cluster', 'key']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('infra_dashboard_documents');
};
