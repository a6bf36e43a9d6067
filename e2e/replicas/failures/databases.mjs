// The databases of both kinds, each on a file system of a given size that can be filled.
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../scripts/toolchain.mjs';

/** What is left for the database when the rest is filled. */
const LEFT_BYTES = 256 * 1024;

/** A file system in memory; needs root. */
function mountSmall(megabytes) {
  const folder = mkdtempSync(join(tmpdir(), 'infra-dashboard-full-'));
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder];
  execFileSync('mount', options);
  process.on('exit', () => {
    execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  });
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      const bytes = Math.max(bavail * bsize - LEFT_BYTES, 0);
      try {
        writeFileSync(filler, Buffer.alloc(bytes));
      } catch (error) {
        // The database was quicker, and has what was left.
        if (error.code !== 'ENOSPC') throw error;
      }
    },
    free: () => rmSync(filler),
  };
}

/** A file of SQLite. */
export function createSqlite({ megabytes }) {
  const disk = mountSmall(megabytes);
  const file = join(disk.folder, 'portal.sqlite');
  const require = createRequire(join(root, 'packages/backend/package.json'));
  const Database = require('better-sqlite3');
  return {
    ...disk,
    title: 'SQLite',
    knex: {
      client: 'better-sqlite3',
      connection: file,
      useNullAsDefault: true,
    },
    query: statement => {
      const database = new Database(file, { timeout: 10_000 });
      const rows = database.prepare(statement).raw().all();
      database.close();
      return rows;
    },
  };
}

let count = 0;

/** A database of PostgreSQL in a tablespace of its own. */
export function createPostgres(postgres, port, { megabytes, max = 10 }) {
  const disk = mountSmall(megabytes);
  const data = join(disk.folder, 'tablespace');
  mkdirSync(data);
  const { gid, uid } = postgres.user;
  if (uid) {
    chownSync(disk.folder, uid, gid);
    chownSync(data, uid, gid);
  }
  count += 1;
  const name = `failures_${count}`;
  postgres.query(
    'postgres',
    `create tablespace ${name} owner portal location '${data}'`,
  );
  postgres.query('postgres', `create database ${name} tablespace ${name}`);
  return {
    ...disk,
    title: 'PostgreSQL',
    knex: {
      client: 'pg',
      connection: { host: '127.0.0.1', port, user: 'portal', database: name },
      pool: { min: 0, max },
    },
    query: statement => postgres.query(name, statement),
  };
}
