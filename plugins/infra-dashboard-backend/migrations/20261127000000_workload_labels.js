// @ts-check

/**
 * Labels and tags of workloads, as permission rules ask for them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inventory_workloads', table => {
    table
      .text('labels')
      .nullable()
      .comment(
        'And tags, as JSON, one a line; null: written by an old version',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inventory_workloads', table => {
    table.dropColumn('labels');
  });
};
