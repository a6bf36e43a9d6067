// @ts-check

/**
 * Refused attempts to sign in, so that replicas together do not make more than one may.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('login_refusals', table => {
    table.string('id', 36).primary();
    table
      .string('login', 64)
      .notNullable()
      .comment('Slow hash of the credentials and their address');
    table
      .bigInteger('at')
      .notNullable()
      .comment('Milliseconds since the epoch by the clock of the database');
    table.index(['login']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('login_refusals');
};
