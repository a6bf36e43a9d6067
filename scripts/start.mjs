// npm start: sets up what is missing, then runs the demo portal: the simulated fleet, the
// backend on port 7007 and the page on port 3000. Ctrl-C ends all of it.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepare, root } from './toolchain.mjs';

const SIMULATOR_PORT = 18100;
const SIMULATED_CLUSTERS = 6;
const PAGE = 'http://localhost:3000/infrastructure';

const children = [];
let exitCode;

function say(message) {
  console.log(`\x1b[1m[infra-dashboard]\x1b[0m ${message}`);
}

/** Ends everything that was started; each program leads its own process group. */
async function end(code) {
  if (exitCode !== undefined) return;
  exitCode = code;
  const signal = name => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      try {
        process.kill(
          process.platform === 'win32' ? child.pid : -child.pid,
          name,
        );
      } catch {
        // it has just ended by itself
      }
    }
  };
  signal('SIGTERM');
  for (let waited = 0; waited < 50; waited += 1) {
    if (
      children.every(
        child => child.exitCode !== null || child.signalCode !== null,
      )
    )
      break;
    await sleep(100);
  }
  signal('SIGKILL');
  process.exit(code);
}

function start(name, command, options) {
  const child = spawn(command[0], command.slice(1), {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
    ...options,
  });
  children.push(child);
  child.on('error', error => {
    console.error(`${name} could not be started: ${error.message}`);
    end(1);
  });
  child.on('exit', (code, signal) => {
    if (exitCode === undefined) say(`${name} ended (${signal ?? code})`);
    end(code ?? 1);
  });
}

function isTaken(port) {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

const ports = [3000, 7007];
for (let index = 0; index < SIMULATED_CLUSTERS; index += 1)
  ports.push(SIMULATOR_PORT + index);
const taken = [];
for (const port of ports) if (await isTaken(port)) taken.push(port);
if (taken.length > 0) {
  console.error(
    `Port ${taken.join(
      ', ',
    )} is in use. End what listens there (an earlier npm start?) and run the command again.`,
  );
  process.exit(1);
}

const { yarn, env } = await prepare();

process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));

const node = yarn[0];
start(
  'The simulator',
  [
    node,
    join(root, 'packages/simulator/bin/infra-simulator'),
    '--base-port',
    String(SIMULATOR_PORT),
  ],
  { env },
);
start('The portal', [...yarn, 'backstage-cli', 'repo', 'start'], { env });

for (let waited = 0; waited < 300; waited += 1) {
  await sleep(2_000);
  const isReady =
    (await answers('http://localhost:3000/')) &&
    (await answers('http://localhost:7007/.backstage/health/v1/readiness'));
  if (isReady) {
    say(`ready: ${PAGE}`);
    break;
  }
}
