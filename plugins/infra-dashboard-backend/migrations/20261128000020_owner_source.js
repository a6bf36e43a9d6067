// @ts-check

/**
 * What found the owner of a workload: a label, a rule or a default.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inventory_workloads', table => {
    table.string('owner_source', 16).nullable().comment('Null: no owner');
    table.index(['owner_source', 'cluster']);
  });
  // Rows that do not change are not written again.
  for (const source of ['default', 'rule', 'label']) {
    await knex('inventory_workloads')
      .whereNotNull('owner')
      .where('document', 'like', `%"ownerSource":"${source}"%`)
      .update({ owner_source: source });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inventory_workloads', table => {
    table.dropIndex(['owner_source', 'cluster']);
    table.dropColumn('owner_source');
  });
};
