// @ts-check

/**
 * Which replica reads a provider. Times are milliseconds since the epoch by the clock of the
 * database.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('collector_replicas', table => {
    table.string('id', 36).primary();
    table.bigInteger('seen_at').notNullable();
  });
  await knex.schema.createTable('provider_leases', table => {
    table.text('provider').primary().comment('Name of the configured one');
    table.string('holder', 36).nullable().comment('Id of a replica');
    table.bigInteger('ends_at').notNullable().defaultTo(0);
    table
      .text('state')
      .nullable()
      .comment('Of the connection, as its holder has reported it');
    table.bigInteger('refresh_requested_at').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('provider_leases');
  await knex.schema.dropTable('collector_replicas');
};
