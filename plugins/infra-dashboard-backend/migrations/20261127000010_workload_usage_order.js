// @ts-check

/**
 * Shares of use, as searches ask for them, and indexes for lists that are sorted by use.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('inventory_usage', table => {
    table.double('cpu_share').nullable().comment('0 to 100');
    table.double('memory_share').nullable().comment('0 to 100');
    table
      .double('storage_order')
      .nullable()
      .comment('Bytes in use, or in total where that is not known');
    table.index(['cpu']);
    table.index(['memory']);
    table.index(['storage_order']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('inventory_usage', table => {
    table.dropIndex(['cpu']);
    table.dropIndex(['memory']);
    table.dropIndex(['storage_order']);
    table.dropColumn('cpu_share');
    table.dropColumn('memory_share');
    table.dropColumn('storage_order');
  });
};
