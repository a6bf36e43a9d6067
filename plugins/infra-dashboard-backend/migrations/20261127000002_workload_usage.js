// @ts-check

/**
 * What workloads used in the last hours. There are many rows, so they are narrow, and their only
 * index is that of the time: expiry deletes its beginning, and a reader knows the times.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  await knex.raw(`
    create table history_workloads (
      at bigint not null,
      series bigint not null,
      cpu real,
      memory real,
      primary key (at, series)
    ) ${isPostgres ? '' : 'without rowid'}`);
  if (isPostgres) {
    await knex.raw(
      "comment on column history_workloads.series is 'Hash of the cluster and the workload'",
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('history_workloads');
};
