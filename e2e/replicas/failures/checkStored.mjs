const CLUSTERS = `select name, workloads,
    (select count(*) from inventory_workloads w where w.cluster = c.id),
    (select count(*) from inventory_links l where l.cluster = c.id)
  from inventory_clusters c order by name`;

const ORPHANS = ['inventory_workloads', 'inventory_nodes', 'inventory_links']
  .map(
    table =>
      `(select count(*) from ${table}
        where cluster not in (select id from inventory_clusters))`,
  )
  .join(' + ');

const TABLES = {
  SQLite: "select name from sqlite_master where name = 'inventory_links'",
  PostgreSQL:
    "select tablename from pg_tables where tablename = 'inventory_links'",
};

/** Entity references of each generated workload, and its owner. */
const LINKS = 2;

/** What a database has, and which clusters of it are half written. */
export function checkStored(database) {
  const clusters = new Map();
  const half = [];
  // It was killed before its migrations were done, which are all or nothing as well.
  if (database.query(TABLES[database.title]).length === 0) {
    return { clusters, half };
  }
  for (const [name, part, rows, links] of database.query(CLUSTERS)) {
    const total = part ? JSON.parse(part).counts.total : 0;
    if (part) clusters.set(name, total);
    const isWhole = Number(rows) === total && Number(links) === total * LINKS;
    if (!isWhole)
      half.push(`${name}: ${rows} rows and ${links} links of ${total}`);
  }
  const [[orphans]] = database.query(`select ${ORPHANS}`);
  if (Number(orphans) > 0) half.push(`${orphans} rows of no cluster`);
  return { clusters, half };
}
