// @ts-check

/**
 * Providers that a user enabled or disabled on the settings page.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('provider_switches', table => {
    table.string('provider', 255).primary();
    table.boolean('enabled').notNullable();
    table.string('changed_by', 255).notNullable().comment('Entity reference');
    table.bigInteger('changed_at').notNullable().comment('Milliseconds');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('provider_switches');
};
