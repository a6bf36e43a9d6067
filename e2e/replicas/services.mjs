// A PostgreSQL and a Redis for the lifetime of the script: on loopback, on free ports, without
// persistent data.
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { start, stop } from '../../scripts/children.mjs';

/** Free ports; all are held until all are known, so that they differ. */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const server = createServer();
          server.on('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map(server => server.address().port);
  servers.forEach(server => server.close());
  return ports;
}

function find(names, folders, install) {
  const paths = folders.flatMap(folder =>
    names.map(name => join(folder, name)),
  );
  const found = paths.find(existsSync);
  if (!found) {
    throw new Error(
      `${names.join(
        ' or ',
      )} was not found. On Debian: apt-get install ${install}`,
    );
  }
  return found;
}

const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);

/** Debian installs each version of PostgreSQL in its own folder. */
function postgresFolders() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  return [
    ...onPath,
    ...versions
      .sort((a, b) => Number(b) - Number(a))
      .map(version => join(debian, version, 'bin')),
  ];
}

/** PostgreSQL does not run as root. */
function databaseUser() {
  if (process.getuid() !== 0) return {};
  const id = option =>
    Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function until(title, isTrue) {
  for (let waited = 0; waited < 300; waited += 1) {
    if (isTrue()) return;
    await sleep(100);
  }
  throw new Error(`${title} did not get ready`);
}

function succeeds(program, args, options) {
  try {
    execFileSync(program, args, {
      stdio: 'ignore',
      timeout: 5_000,
      ...options,
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts an empty PostgreSQL; `query` returns rows of texts. `stop` and `start` take it away and
 * bring it back with its data.
 */
export async function startPostgres(port) {
  const folders = postgresFolders();
  const program = name => find([name], folders, 'postgresql');
  const user = databaseUser();
  const folder = mkdtempSync(join(tmpdir(), 'infra-dashboard-postgres-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  if (user.uid) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  execFileSync(
    program('initdb'),
    ['-D', data, '-U', 'portal', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 300,
    fsync: 'off',
    log_min_messages: 'fatal',
  };
  const run = () =>
    start(
      'postgres',
      [
        program('postgres'),
        ...['-D', data],
        ...Object.entries(settings).flatMap(([key, value]) => [
          '-c',
          `${key}=${value}`,
        ]),
      ],
      { ...user, cwd: folder },
    );
  let child = run();
  const address = ['-h', '127.0.0.1', '-p', String(port), '-U', 'portal'];
  const psql = (database, statement) => [
    ...address,
    ...['-d', database, '-X', '-A', '-t', '-F', '\t', '-c', statement],
  ];
  const ready = () =>
    until('PostgreSQL', () =>
      succeeds(program('psql'), psql('postgres', 'select 1')),
    );
  await ready();
  return {
    user,
    stop: () => stop(child, 'SIGINT'),
    start: async () => {
      child = run();
      await ready();
    },
    query: (database, statement) =>
      execFileSync(program('psql'), psql(database, statement), {
        encoding: 'utf8',
        timeout: 10_000,
      })
        .split('\n')
        .filter(Boolean)
        .map(line => line.split('\t')),
  };
}

/** Starts a Redis, or a compatible server, without persistence. */
export async function startRedis(port) {
  const program = kind =>
    find([`redis-${kind}`, `valkey-${kind}`], onPath, 'redis-server');
  const child = start('redis', [
    program('server'),
    ...['--port', String(port), '--bind', '127.0.0.1'],
    ...['--save', '', '--appendonly', 'no', '--loglevel', 'warning'],
    ...['--dir', tmpdir()],
  ]);
  await until('Redis', () =>
    succeeds(program('cli'), ['-h', '127.0.0.1', '-p', String(port), 'ping']),
  );
  return { child };
}
