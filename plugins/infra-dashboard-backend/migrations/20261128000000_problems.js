// @ts-check

/**
 * What mutes problems, and an index of the workloads that are not well.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('problem_mutes', table => {
    table.string('id', 64).primary();
    table
      .string('problem', 64)
      .nullable()
      .comment('Id of a problem; null: all problems of the cluster');
    table.text('cluster').notNullable();
    table
      .bigInteger('until')
      .notNullable()
      .comment('Milliseconds since the epoch by the clock of the database');
    table.text('muted_by').notNullable().comment('Entity reference');
    table.text('reason').nullable();
  });
  // 4 is the position of `degraded` in HEALTHS; only `failed` is after it.
  await knex.raw(
    'create index inventory_workloads_unhealthy_index on inventory_workloads (cluster, id) where health >= 4',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index inventory_workloads_unhealthy_index');
  await knex.schema.dropTable('problem_mutes');
};
