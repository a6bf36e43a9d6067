// @ts-check

/**
 * What nodes of other clusters know of the machines that they may be.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('inventory_machine_keys', table => {
    table.text('key').notNullable().comment('Kind and value');
    table.integer('cluster').notNullable();
    table.text('id').notNullable().comment('Of a workload');
    table.primary(['key', 'cluster', 'id']);
    table.index(['cluster', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('inventory_machine_keys');
};
