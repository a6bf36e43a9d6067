// Tests two replicas of the portal with one PostgreSQL and one Redis behind a proxy: their
// requests to the platforms, shared state, and losses when one of them is killed. `node
// e2e/replicas/run.mjs`; needs the programs of PostgreSQL and Redis (on Debian: apt-get install
// postgresql redis-server). Exits with 1 if a figure is not as expected. CACHE_STORE=redis uses
// Backstage's other client.
import { setTimeout as sleep } from 'node:timers/promises';
import { end, requirePorts, start, stop } from '../../scripts/children.mjs';
import { prepare } from '../../scripts/toolchain.mjs';
import { createCounters, createPortal, signIn } from './portal.mjs';
import { startProxy } from './proxy.mjs';
import { printReport } from './report.mjs';
import { freePorts, startPostgres, startRedis } from './services.mjs';
import { replicaStarter } from './startReplica.mjs';
import { checkCacheLoss } from './steps/cacheLoss.mjs';
import { checkCost, measureOne } from './steps/cost.mjs';
import { checkKill } from './steps/kill.mjs';
import { checkSharing } from './steps/sharing.mjs';

const PROXY = 7207;
const REPLICAS = [7208, 7209];
const CONTROL = 18300;
/** Backstage has two clients for the same protocol. */
const CACHE_STORE = process.env.CACHE_STORE ?? 'valkey';
const TIMEOUT_MS = 20 * 60_000;

setTimeout(() => {
  console.error('It took longer than 20 minutes');
  end(1);
}, TIMEOUT_MS).unref();

await requirePorts([
  PROXY,
  ...REPLICAS,
  ...Array.from({ length: 7 }, (_, i) => CONTROL + i),
]);
const { node, env } = await prepare();

try {
  const [postgresPort, redisPort] = await freePorts(2);
  const [postgres, redis] = await Promise.all([
    startPostgres(postgresPort),
    startRedis(redisPort),
  ]);
  start(
    'simulator',
    [
      node,
      'packages/simulator/bin/infra-simulator',
      ...['--base-port', String(CONTROL + 1), '--control', '--frozen'],
    ],
    { env },
  );
  const proxy = await startProxy({ port: PROXY, replicas: REPLICAS });

  const startReplica = replicaStarter({
    ...{ node, env, ports: REPLICAS },
    configs: [
      'app-config.yaml',
      'e2e/app-config.e2e.yaml',
      'e2e/replicas/app-config.replicas.yaml',
    ],
    variables: {
      POSTGRES_PORT: String(postgresPort),
      REDIS_PORT: String(redisPort),
      CACHE_STORE,
    },
  });

  const counters = createCounters(`http://127.0.0.1:${CONTROL}`);
  // The second one starts when the first has made the tables: migrations of Backstage's own
  // plugins in an empty database lock each other out.
  const first = await startReplica(0);
  const token = await signIn(first.address);
  const context = {
    ...{ counters, postgres, proxy, redis, startReplica },
    startRedis: () => startRedis(redisPort),
    store: CACHE_STORE,
    replicas: [first],
    portals: [createPortal(first.address, token)],
    portal: createPortal(`http://127.0.0.1:${PROXY}`, token),
    token,
  };
  const one = await measureOne(context);
  context.replicas.push(await startReplica(1));
  context.portals.push(createPortal(context.replicas[1].address, token));
  await checkCost(context, one);
  await checkSharing(context);
  await checkKill(context);
  await checkCacheLoss(context, one);

  const isGood = printReport();
  proxy.close();
  await Promise.all(context.replicas.map(({ child }) => stop(child)));
  await sleep(200);
  await end(isGood ? 0 : 1);
} catch (error) {
  console.error(error);
  printReport();
  await end(1);
}
