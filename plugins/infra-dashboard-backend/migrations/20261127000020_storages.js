// @ts-check

/**
 * Storages of all clusters, as rows of nodes and workloads are stored.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  // Sorts as SQLite and JavaScript do, whatever the language of the database.
  const sortedText = isPostgres ? 'text collate "C"' : 'text';
  await knex.schema.createTable('inventory_storages', table => {
    table.integer('cluster').notNullable();
    table.text('id').notNullable();
    table.integer('revision').notNullable();
    table.bigInteger('since').nullable().comment('Of the present health');
    table.bigInteger('started_at').nullable().comment('Not of storages');
    table
      .bigInteger('missing_since')
      .nullable()
      .comment('Not in the lists that were read since then, all incomplete');
    table.text('document').notNullable();
    table.specificType('cluster_name', sortedText).notNullable();
    table.specificType('name', sortedText).notNullable().comment('Lower case');
    table.specificType('type', sortedText).nullable();
    table.specificType('content', sortedText).nullable();
    table.integer('shared').nullable().comment('0 or 1');
    table.integer('health').notNullable().comment('Position in HEALTHS');
    table
      .double('severity')
      .notNullable()
      .comment('Health, and of the same health the fullest');
    table.double('share').nullable().comment('0 to 100, of the space in use');
    table.double('used').nullable().comment('Bytes');
    table.double('total').nullable().comment('Bytes');
    table.integer('nodes').nullable().comment('Number of nodes');
    table.text('search').notNullable().comment('Lower case');
    table.primary(['cluster', 'id']);
    table.index(['cluster', 'revision']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('inventory_storages');
};
