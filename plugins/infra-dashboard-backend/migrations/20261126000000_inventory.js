// @ts-check

/**
 * The last good reading of each cluster, so that a restart knows it, and the change log.
 *
 * Times are milliseconds since the epoch. A document holds one object of the API without the
 * numbers that differ in each reading: those are in `node_usage` and `inventory_usage`.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  // Sorts as SQLite and JavaScript do, whatever the language of the database.
  const sortedText = isPostgres ? 'text collate "C"' : 'text';
  await knex.schema.createTable('inventory_clusters', table => {
    table.increments('id');
    table.text('provider').notNullable().comment('Name of the configured one');
    table.specificType('name', sortedText).notNullable();
    table
      .string('source', 64)
      .notNullable()
      .comment('Digest of the configuration that it was read with');
    table.integer('revision').notNullable().defaultTo(0).comment('Of the rows');
    table
      .integer('removed_revision')
      .notNullable()
      .defaultTo(0)
      .comment('The last revision that deleted rows');
    table.bigInteger('since').nullable().comment('Of the present health');
    table.bigInteger('topology_at').nullable();
    table.text('topology').nullable().comment('Without the nodes');
    table.text('topology_error').nullable();
    table.text('node_usage').nullable();
    table.bigInteger('workloads_at').nullable();
    table.text('workloads').nullable().comment('Without the workloads');
    table.text('workloads_error').nullable();
    table.unique(['provider', 'name']);
  });
  for (const name of ['inventory_nodes', 'inventory_workloads']) {
    await knex.schema.createTable(name, table => {
      table.integer('cluster').notNullable();
      table.text('id').notNullable();
      table.integer('revision').notNullable();
      table.bigInteger('since').nullable().comment('Of the present health');
      table.bigInteger('started_at').nullable();
      table
        .bigInteger('missing_since')
        .nullable()
        .comment('Not in the lists that were read since then, all incomplete');
      table.text('document').notNullable();
      table.primary(['cluster', 'id']);
      table.index(['cluster', 'revision']);
    });
  }
  // What workloads are filtered and sorted by.
  await knex.schema.alterTable('inventory_workloads', table => {
    table.specificType('cluster_name', sortedText).notNullable();
    table.specificType('name', sortedText).notNullable().comment('Lower case');
    table.specificType('node', sortedText).nullable();
    table.specificType('namespace', sortedText).nullable();
    table.specificType('type', sortedText).notNullable();
    table
      .specificType('status', sortedText)
      .notNullable()
      .comment('Lower case');
    table.integer('health').notNullable().comment('Position in HEALTHS');
    table.integer('template').notNullable().comment('0 or 1');
    table.specificType('owner', sortedText).nullable();
    table.bigInteger('created_at').nullable();
    table.double('restarts').nullable();
    table.double('storage').nullable().comment('Bytes in total');
    table.text('search').notNullable().comment('Lower case');
    table.index(['name', 'cluster_name', 'id']);
    table.index(['health', 'name']);
    table.index(['owner', 'name']);
    table.index(['cluster_name', 'id']);
    table.index(['node', 'cluster']);
  });
  await knex.schema.createTable('inventory_links', table => {
    table.text('entity').notNullable().comment('Or the owner');
    table.integer('cluster').notNullable();
    table.text('id').notNullable().comment('Of a workload');
    table.primary(['entity', 'cluster', 'id']);
    table.index(['cluster', 'id']);
  });
  await knex.schema.createTable('inventory_usage', table => {
    table.integer('cluster').notNullable();
    table.text('id').notNullable().comment('Of a workload');
    table.double('cpu').nullable().comment('Cores');
    table.double('memory').nullable().comment('Bytes');
    table.double('storage').nullable().comment('Bytes');
    table.primary(['cluster', 'id']);
  });
  await knex.schema.createTable('changes', table => {
    table.bigIncrements('id');
    table.bigInteger('at').notNullable();
    table.bigInteger('last_at').notNullable();
    table.integer('count').notNullable();
    table.string('kind', 32).notNullable();
    table.text('provider').notNullable().comment('Name of the configured one');
    table.text('platform').notNullable();
    table.text('cluster').notNullable();
    table
      .text('subject')
      .notNullable()
      .comment('Object of the cluster; its changes may be folded into one row');
    table.text('node').nullable();
    table.text('workload').nullable().comment('Id of the workload');
    table.text('owner').nullable();
    table.text('from_value').nullable();
    table.text('to_value').nullable();
    table.text('document').notNullable().comment('The rest, as JSON');
    table.index(['last_at', 'id']);
    table.index(['cluster', 'last_at']);
    table.index(['node', 'last_at']);
    table.index(['owner', 'last_at']);
    table.index(['workload', 'last_at']);
  });
  await knex.raw(
    "create index changes_moved_index on changes (from_value, last_at) where kind = 'moved'",
  );
  await knex.schema.createTable('change_entities', table => {
    table.text('entity').notNullable();
    table.bigInteger('change').notNullable();
    table.primary(['entity', 'change']);
    table.index(['change']);
  });
  if (isPostgres) {
    // It is read again within a minute, so that a crash may lose it.
    await knex.raw('alter table inventory_usage set unlogged');
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'change_entities',
    'changes',
    'inventory_usage',
    'inventory_links',
    'inventory_workloads',
    'inventory_nodes',
    'inventory_clusters',
  ]) {
    await knex.schema.dropTable(name);
  }
};
