// @ts-check

/**
 * A clear name for the problem that was reported last.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('notified_clusters', table => {
    table.renameColumn('told', 'reported');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('notified_clusters', table => {
    table.renameColumn('reported', 'told');
  });
};
