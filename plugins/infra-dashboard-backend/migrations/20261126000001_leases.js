// @ts-check

/**
 * Which replica reads a provider, and what all replicas know about reading it. All times are
 * those of the database, in milliseconds since the epoch.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('provider_leases', table => {
    table.text('provider').primary().comment('Name of the configured one');
    table.text('holder').nullable().comment('Id of the replica');
    table.bigInteger('expires_at').notNullable();
    table.string('breaker', 16).nullable();
    table.integer('failures').notNullable().defaultTo(0).comment('In a row');
    table.bigInteger('next_attempt_at').nullable();
    table.text('error').nullable().comment('The last one, as JSON');
    table
      .bigInteger('refresh_requested_at')
      .nullable()
      .comment('By a person, on a replica that does not hold the lease');
  });
  await knex.schema.createTable('collector_replicas', table => {
    table.text('id').primary();
    table.bigInteger('seen_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('collector_replicas');
  await knex.schema.dropTable('provider_leases');
};
