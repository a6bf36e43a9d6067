// @ts-check

/**
 * What permission rules ask of the workload that changed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('changes', table => {
    table
      .text('namespace')
      .nullable()
      .comment('Empty: it has none; null: written by an old version');
    table
      .text('labels')
      .nullable()
      .comment('As of workloads; null: not known, or they differ');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('changes', table => {
    table.dropColumn('namespace');
    table.dropColumn('labels');
  });
};
