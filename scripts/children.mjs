// Programs that run in parallel to a script and end with it.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './toolchain.mjs';

const children = [];
const isStopped = new WeakSet();
let isEnding = false;

/** Signals a program and its children, which stay in its process group after it ends. */
function signalGroup(child, name) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, name);
    return true;
  } catch {
    // the group is empty
    return false;
  }
}

function isRunning(child) {
  return signalGroup(child, 0);
}

function signal(name) {
  children.forEach(child => signalGroup(child, name));
}

/** Ends everything that was started, then this process. */
export async function end(code) {
  if (isEnding) return;
  isEnding = true;
  signal('SIGTERM');
  for (let waited = 0; waited < 50 && children.some(isRunning); waited += 1) {
    await sleep(100);
  }
  signal('SIGKILL');
  process.exit(code);
}

/**
 * Starts a program and shows its output, each line behind its name; when it ends by itself,
 * everything does.
 */
export function start(name, command, { env, cwd = root, uid, gid } = {}) {
  const child = spawn(command[0], command.slice(1), {
    cwd,
    uid,
    gid,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    // Programs disable colors when they write to a pipe.
    env: process.stdout.isTTY ? { FORCE_COLOR: '1', ...env } : env,
  });
  children.push(child);
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    createInterface({ input: from }).on('line', line => {
      // Programs that are stopped together log errors about each other.
      if (!isEnding) to.write(`[${name}] ${line}\n`);
    });
  }
  child.on('error', error => {
    console.error(`The ${name} could not be started: ${error.message}`);
    end(1);
  });
  child.on('exit', (code, killedBy) => {
    if (isEnding || isStopped.has(child)) return;
    console.error(`The ${name} ended (${killedBy ?? `exit code ${code}`})`);
    end(code || 1);
  });
  return child;
}

/** Ends one program with all it started; the others run on. */
export async function stop(child, name = 'SIGTERM') {
  isStopped.add(child);
  signalGroup(child, name);
  for (let waited = 0; waited < 100 && isRunning(child); waited += 1) {
    await sleep(100);
  }
  signalGroup(child, 'SIGKILL');
}

process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));
process.on('SIGHUP', () => end(0));

function isTaken(port, host) {
  return new Promise(resolve => {
    const socket = connect({ port, host });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Stops with a clear message when a port that is needed is in use. */
export async function requirePorts(ports) {
  const taken = [];
  for (const port of ports) {
    if ((await isTaken(port, '127.0.0.1')) || (await isTaken(port, '::1'))) {
      taken.push(port);
    }
  }
  if (taken.length > 0) {
    const which =
      taken.length === 1
        ? `Port ${taken[0]} is`
        : `Ports ${taken.join(', ')} are`;
    console.error(
      `${which} in use. End what listens there (an earlier run?) and run the command again.`,
    );
    process.exit(1);
  }
}

/** Whether an address responds successfully now. */
export async function responds(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** Waits until an address responds; false after the timeout. */
export async function waitFor(url, seconds) {
  for (let waited = 0; waited < seconds; waited += 1) {
    if (await responds(url)) return true;
    await sleep(1_000);
  }
  return false;
}
