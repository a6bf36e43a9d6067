// Starts the demo backend with the given providers, and reads its API.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  end,
  requirePorts,
  start,
  waitFor,
} from '../../../scripts/children.mjs';
import { prepare, root } from '../../../scripts/toolchain.mjs';
import { signIn } from '../../replicas/portal.mjs';

const PORT = Number(process.env.PORT ?? 17050);
const READY_SECONDS = 300;

// The portal must not outlive a script that fails.
process.on('uncaughtException', error => {
  console.error(error);
  void end(1);
});

/** @returns functions that read the API: one part of it, or the state of one cluster */
export async function startPortal(providers) {
  await requirePorts([PORT]);
  const { node, env } = await prepare();
  const address = `http://127.0.0.1:${PORT}`;
  const token = randomBytes(24).toString('hex');
  const file = join(mkdtempSync(join(tmpdir(), 'live-')), 'app-config.json');
  const access = { type: 'static', options: { token, subject: 'live' } };
  const config = {
    app: { baseUrl: address },
    backend: {
      baseUrl: address,
      listen: { host: '127.0.0.1', port: PORT },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: { externalAccess: [access] },
    },
    infraDashboard: { providers },
  };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  const cwd = join(root, 'packages/backend');
  const transform = createRequire(join(cwd, 'package.json')).resolve(
    '@backstage/cli/config/nodeTransform.cjs',
  );
  const command = [node, '--require', transform, 'src/index.ts'];
  start(
    'portal',
    [...command, '--config', '../../app-config.yaml', '--config', file],
    { cwd, env: { ...env, NODE_ENV: 'development', LOG_LEVEL: 'warn' } },
  );
  if (
    !(await waitFor(`${address}/.backstage/health/v1/readiness`, READY_SECONDS))
  ) {
    throw new Error('The portal did not get ready');
  }

  const send = (path, method, bearer) =>
    fetch(`${address}/api/infra-dashboard${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}` },
      signal: AbortSignal.timeout(20_000),
    });

  async function read(path, method = 'GET', bearer = token) {
    const sent = () => send(path, method, bearer);
    // The portal may be closing a connection that was idle.
    const response = await sent().catch(sent);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response.json();
  }

  /** A cluster with its nodes, and those of its workloads that match a search. */
  async function look(cluster, search) {
    const query = new URLSearchParams({ cluster, q: search, limit: '100' });
    const [{ items }, workloads] = await Promise.all([
      read('/clusters?include=nodes'),
      read(`/workloads?${query}`),
    ]);
    const found = items.find(({ name }) => name === cluster);
    return {
      cluster: found,
      codes: (found.limitations ?? []).map(({ code }) => code),
      node: name => found.nodes?.find(one => one.name === name),
      workload: name => workloads.items.find(one => one.name === name),
      /** Times of what is shown: of the cluster and its nodes, and of its workloads. */
      freshness: {
        cluster: found.freshness,
        workloads: found.workloadsFreshness ?? found.freshness,
      },
    };
  }

  /** As a person does, who does not wait for the end of a pause. */
  const refresh = async provider =>
    read(`/providers/${provider}/refresh`, 'POST', await signIn(address));

  return { look, refresh };
}
