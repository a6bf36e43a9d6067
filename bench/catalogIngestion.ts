/*
 * Measures the catalog with 10,000 nodes: the first ingestion, later ones with only changed
 * numbers, and one with a failing cluster. Real catalog, SQLite in memory, fake infra-dashboard
 * backend. Usage: see README.md in this folder.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import knexFactory from 'knex';
import {
  fakeClusterStatus,
  fakeNode,
  fakeProvider,
} from '../plugins/catalog-backend-module-infra-dashboard/src/__testUtils__/fakes';
import {
  recordWrites,
  startCatalog,
  type FakeBackend,
} from '../plugins/catalog-backend-module-infra-dashboard/src/__testUtils__/startCatalog';

const CLUSTERS = 20;
const NODES = Number(process.env.NODES ?? 10_000) / CLUSTERS;
const TOTAL = CLUSTERS * (NODES + 1);

/** The same clusters with other numbers: usage and uptime are random. */
function createClusters() {
  return Array.from({ length: CLUSTERS }, (_cluster, c) =>
    fakeClusterStatus(`cluster-${c}`, [], {
      nodes: Array.from({ length: NODES }, (_node, n) =>
        fakeNode(`cluster-${c}`, `node-${n}`, {
          metadata: { kernelVersion: '6.8.12', cpuModel: 'EPYC' },
        }),
      ),
    }),
  );
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1_000;
}

function report(what: string, value: string) {
  process.stdout.write(`${what.padEnd(52)} ${value}\n`);
}

async function main() {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const writes = recordWrites(knex);
  const clusters = createClusters();
  const fake: FakeBackend = {
    requests: [],
    clusters,
    providers: clusters.map(({ name }) => fakeProvider(name)),
  };
  const { backend, run } = await startCatalog({ knex, fake });
  const count = async () => {
    const rows = await knex('final_entities')
      .whereNotNull('final_entity')
      .count({ n: '*' });
    return Number(rows[0].n);
  };

  const handedOver = await seconds(run);
  const processed = await seconds(async () => {
    const end = Date.now() + 900_000;
    while ((await count()) < TOTAL && Date.now() < end) await sleep(500);
  });
  report(`entities after the first ingestion, of ${TOTAL}`, `${await count()}`);
  report('handed over to the catalog', `${handedOver.toFixed(1)} s`);
  report('processed by the catalog', `${processed.toFixed(1)} s`);
  await sleep(3_000);

  for (const turn of ['second', 'third']) {
    fake.clusters = createClusters();
    writes.length = 0;
    const again = await seconds(run);
    report(
      `${turn} run: writes to the database`,
      `${writes.length} in ${again.toFixed(2)} s (first ÷ ${turn}: ${(
        handedOver / again
      ).toFixed(1)})`,
    );
  }

  const [lost, ...others] = createClusters();
  fake.clusters = [
    {
      ...lost,
      nodes: [],
      health: 'unknown',
      error: { code: 'UNREACHABLE', message: 'It is gone' },
    },
    ...others,
  ];
  writes.length = 0;
  await run();
  await sleep(1_000);
  report('a cluster fails: writes', `${writes.length}`);
  report('a cluster fails: entities left', `${await count()}`);
  await backend.stop();
  await knex.destroy();
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
