// @ts-check

/**
 * One row: the id that identifies the replicas of one portal.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('portal', table => {
    table.integer('only').primary().comment('Always 1');
    table.string('id', 36).notNullable().comment('UUID, made once');
    table
      .text('made_in')
      .notNullable()
      .comment('Database that the id was made in: a copy of it gets another');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('portal');
};
