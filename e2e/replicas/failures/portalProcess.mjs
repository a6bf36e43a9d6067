// A portal with 30 generated clusters in a process of its own: see bench/portalProcess.ts.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../../scripts/toolchain.mjs';

export const CLUSTERS = 30;
const API = '/api/infra-dashboard';
const TIMEOUT_MS = 20_000;

/** @param options - `scale`: of 135,000 workloads; `isAway`: whether no platform responds */
export async function startPortal(database, { isAway = false, scale }) {
  const cwd = join(root, 'plugins/infra-dashboard-backend');
  const transform = createRequire(join(cwd, 'package.json')).resolve(
    '@backstage/cli/config/nodeTransform.cjs',
  );
  const child = fork(join(root, 'bench/portalProcess.ts'), {
    cwd,
    execArgv: ['--require', transform],
    env: {
      ...process.env,
      DATABASE: JSON.stringify(database.knex),
      SCALE: String(scale),
      ...(isAway && { AWAY: '1' }),
    },
  });
  const { authorization, port } = await new Promise((resolve, reject) => {
    // Backstage sends messages of its own.
    child.on('message', message => message.port && resolve(message));
    child.on('exit', code =>
      reject(new Error(`The portal ended with ${code}`)),
    );
  });

  /** Status, body and milliseconds of a request; status 0 where there is no response. */
  async function get(path) {
    const startedAt = performance.now();
    try {
      const response = await fetch(`http://127.0.0.1:${port}${API}${path}`, {
        headers: { authorization },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const body = await response.json();
      const ms = performance.now() - startedAt;
      return { status: response.status, body, ms };
    } catch {
      return { status: 0, ms: performance.now() - startedAt };
    }
  }

  /** How many workloads each cluster shows, by name; only those that show any. */
  async function totals() {
    const { body } = await get('/clusters');
    return new Map(
      (body?.items ?? []).flatMap(({ name, totals: { workloads } }) =>
        workloads ? [[name, workloads.total]] : [],
      ),
    );
  }

  return {
    get,
    totals,
    grow: count => child.send({ grow: count }),
    /** Waits until every cluster is as wanted; the seconds that took, or undefined. */
    until: async (isWanted, seconds) => {
      const startedAt = Date.now();
      while (Date.now() - startedAt < seconds * 1_000) {
        const all = [...(await totals()).values()];
        if (all.length === CLUSTERS && all.every(isWanted)) {
          return (Date.now() - startedAt) / 1_000;
        }
        await sleep(250);
      }
      return undefined;
    },
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}
