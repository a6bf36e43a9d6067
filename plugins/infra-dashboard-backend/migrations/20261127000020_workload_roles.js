// @ts-check

/**
 * Whether a workload is an app, a machine or a replica, and of which controller.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inventory_workloads', table => {
    table
      .string('role', 16)
      .nullable()
      .comment('Null: written by an old version');
    table.text('controller').nullable().comment('Id of a workload');
    table.index(['controller', 'cluster']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inventory_workloads', table => {
    table.dropIndex(['controller', 'cluster']);
    table.dropColumn('role');
    table.dropColumn('controller');
  });
};
