// Tests three replicas of the portal with one PostgreSQL and 30 simulated platforms: who reads
// which, what the platforms get, and what is not read when one replica is killed. `node
// e2e/replicas/spread.mjs`; needs the programs of PostgreSQL (on Debian: apt-get install
// postgresql). Exits with 1 if a figure is not as expected.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { end, requirePorts, start, stop } from '../../scripts/children.mjs';
import { printFleetConfig } from '../../scripts/printFleetConfig.mjs';
import { prepare, root } from '../../scripts/toolchain.mjs';
import { createCounters, createPortal, signIn } from './portal.mjs';
import { figure, printReport } from './report.mjs';
import { freePorts, startPostgres } from './services.mjs';
import { replicaStarter } from './startReplica.mjs';
import { untilRead } from './steps/cost.mjs';
import { checkTakeover } from './steps/takeover.mjs';
import { checkSpread, requestsPerMinute } from './steps/spread.mjs';

const REPLICAS = [7208, 7209, 7210];
const CONTROL = 18400;
const CLUSTERS = 30;
/** Ten clusters of each platform with three nodes and 30 workloads each. */
const FLEET = `generated:${CLUSTERS / 3}x3x30`;
const TIMEOUT_MS = 30 * 60_000;
/** Time for first reads and what is read every 15 minutes. */
const SETTLE_MS = 30_000;

setTimeout(() => {
  console.error('It took longer than 30 minutes');
  end(1);
}, TIMEOUT_MS).unref();

await requirePorts([
  ...REPLICAS,
  ...Array.from({ length: CLUSTERS + 1 }, (_, i) => CONTROL + i),
]);
const { node, env } = await prepare();
const folder = mkdtempSync(join(tmpdir(), 'infra-dashboard-spread-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Numbers move, as they do on real platforms. */
const simulator = [
  ...[node, 'packages/simulator/bin/infra-simulator', '--fleet', FLEET],
  ...['--base-port', String(CONTROL + 1)],
];

async function writeConfig() {
  const { infraDashboard } = parse(await printFleetConfig(simulator, env));
  const file = join(folder, 'app-config.yaml');
  const { providers } = infraDashboard;
  // The interval is the default: two of it are the longest time that a provider may be unread.
  const defaults = { refreshInterval: '15s', timeout: '10s', staleAfter: '2m' };
  writeFileSync(file, stringify({ infraDashboard: { defaults, providers } }));
  return relative(root, file);
}

try {
  const [postgresPort] = await freePorts(1);
  const postgres = await startPostgres(postgresPort);
  const config = await writeConfig();
  start('simulator', [...simulator, '--control'], { env });
  const startReplica = replicaStarter({
    ...{ node, env, ports: REPLICAS },
    configs: [
      'app-config.yaml',
      'e2e/app-config.e2e.yaml',
      'e2e/replicas/app-config.replicas.yaml',
      config,
    ],
    variables: {
      POSTGRES_PORT: String(postgresPort),
      // The cache is in memory.
      REDIS_PORT: '0',
      CACHE_STORE: 'memory',
    },
  });
  const counters = createCounters(`http://127.0.0.1:${CONTROL}`);
  const first = await startReplica(0);
  const token = await signIn(first.address);
  const context = { counters, postgres, replicas: [first], clusters: CLUSTERS };
  context.portal = createPortal(first.address, token);
  await untilRead(context.portal, 120);
  await sleep(SETTLE_MS);
  const one = await requestsPerMinute(context);

  for (const index of [1, 2]) context.replicas.push(await startReplica(index));
  await checkSpread(context);
  await sleep(SETTLE_MS);
  const three = await requestsPerMinute(context);
  figure(
    'requests per minute to all platforms, one / three replicas',
    `${one.toFixed(0)} / ${three.toFixed(0)}, ${(three / one).toFixed(2)}`,
    { wanted: 'at most 1.1 times as many', ok: three <= one * 1.1 },
  );
  await checkTakeover(context);

  const isGood = printReport();
  await Promise.all(context.replicas.map(({ child }) => stop(child)));
  await end(isGood ? 0 : 1);
} catch (error) {
  console.error(error);
  printReport();
  await end(1);
}
