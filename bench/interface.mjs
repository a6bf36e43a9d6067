// Measures the pages with 30 clusters, 1,020 nodes and 50,010 workloads, and a nearly empty
// Backstage page for comparison, in the same browser and run. Needs Chromium. Usage: node
// bench/interface.mjs
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../scripts/buildPage.mjs';
import { end, requirePorts, start, waitFor } from '../scripts/children.mjs';
import { printFleetConfig } from '../scripts/printFleetConfig.mjs';
import { prepare, root } from '../scripts/toolchain.mjs';

const PORTAL = 'http://localhost:7107';
const SIMULATOR_PORT = 18_300;
const CLUSTERS = 30;
const FLEET = process.env.FLEET ?? 'generated:10x34x1667';
const ROUNDS = 7;

await requirePorts([
  7107,
  ...Array.from({ length: CLUSTERS }, (_, index) => SIMULATOR_PORT + index),
]);
const { node, yarn, env } = await prepare();
await buildPage({ yarn, env });
const { chromium } = await import('@playwright/test');
const { parse, stringify } = await import('yaml');

/** The configuration of the browser tests, but with this fleet. */
async function writeConfig() {
  const { providers } = parse(
    await printFleetConfig(
      [
        ...[node, join(root, 'packages/simulator/bin/infra-simulator')],
        ...['--fleet', FLEET, '--base-port', String(SIMULATOR_PORT)],
      ],
      env,
    ),
  ).infraDashboard;
  const config = parse(
    readFileSync(join(root, 'e2e/app-config.e2e.yaml'), 'utf8'),
  );
  config.infraDashboard = {
    defaults: { refreshInterval: '60s', timeout: '30s', staleAfter: '10m' },
    history: { sampleInterval: '10s' },
    providers,
  };
  // Lunr, which indexes in the same process, is not what is measured here.
  const schedule = { frequency: { hours: 9 }, timeout: { minutes: 5 } };
  config.search = {
    collators: {
      infraDashboard: {
        schedule: { ...schedule, initialDelay: { hours: 9 } },
      },
    },
  };
  const file = join(
    mkdtempSync(join(tmpdir(), 'infra-dashboard-')),
    'app-config.yaml',
  );
  writeFileSync(file, stringify(config));
  return file;
}

const median = numbers =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const row = (name, value, note = '') =>
  console.log(`${name.padEnd(46)} ${value.padStart(9)}  ${note}`);

const ms = value => `${Math.round(value)} ms`;

/** Milliseconds from the begin of the navigation until an element is there. */
async function load(browser, path, selector) {
  const page = await browser.newPage();
  await page.addInitScript(wanted => {
    const look = () => {
      if (document.querySelector(wanted)) {
        requestAnimationFrame(() => {
          window.shownAt ??= performance.now();
        });
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, selector);
  await page.goto(PORTAL + path);
  await page.waitForFunction(() => window.shownAt, undefined, {
    timeout: 60_000,
  });
  const time = await page.evaluate(() => window.shownAt);
  await page.close();
  return time;
}

/** The longest time from an action of a person until the next picture, of a few. */
async function interact(page, work) {
  await page.evaluate(() => {
    window.longest = 0;
    window.observer?.disconnect();
    window.observer = new PerformanceObserver(list => {
      for (const { duration } of list.getEntries()) {
        window.longest = Math.max(window.longest, duration);
      }
    });
    window.observer.observe({ type: 'event', durationThreshold: 16 });
  });
  await work();
  await page.waitForTimeout(600);
  return page.evaluate(() => window.longest);
}

// Whatever fails, nothing that was started is left behind.
process.on('unhandledRejection', error => {
  console.error(error);
  end(1);
});
process.on('uncaughtException', error => {
  console.error(error);
  end(1);
});

const config = await writeConfig();
start(
  'simulator',
  [
    node,
    'packages/simulator/bin/infra-simulator',
    ...['--fleet', FLEET, '--base-port', String(SIMULATOR_PORT), '--frozen'],
  ],
  { env },
);
start(
  'backend',
  [
    ...yarn,
    ...['workspace', 'backend', 'start', '--config', '../../app-config.yaml'],
    ...['--config', config],
  ],
  { env: { ...env, LOG_LEVEL: 'error' } },
);
if (!(await waitFor(`${PORTAL}/.backstage/health/v1/readiness`, 240))) {
  console.error('The backend did not get ready.');
  await end(1);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'],
});
const context = await browser.newContext({
  viewport: { width: 1440, height: 900 },
});

// All clusters are read, and all that both pages load is in the cache of the browser.
const first = await context.newPage();
await first.goto(`${PORTAL}/infrastructure/workloads`);
await first
  .getByText(/^[5-9]\d,\d{3} workloads$/)
  .waitFor({ timeout: 240_000 })
  .catch(() => console.error('Not all workloads were read; going on'));
await first.goto(`${PORTAL}/infrastructure`);
await first.locator('article').first().waitFor();
await first.goto(`${PORTAL}/settings`);
await first.waitForTimeout(2_000);
await first.close();

const times = { stock: [], overview: [], workloads: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  times.stock.push(await load(context, '/settings', 'main, article'));
  times.overview.push(await load(context, '/infrastructure', 'main article'));
  times.workloads.push(
    await load(context, '/infrastructure/workloads', 'main th[scope=row]'),
  );
}
const stock = median(times.stock);
console.log(`\n${FLEET}: first content, median of ${ROUNDS}`);
row('stock page (/settings)', ms(stock));
for (const name of ['overview', 'workloads']) {
  const time = median(times[name]);
  const more = Math.round(time - stock);
  row(
    name,
    ms(time),
    `${(time / stock).toFixed(2)} of the stock page, ${more} ms more`,
  );
}

console.log('\nlongest time from a click or key to the next picture');
const page = await context.newPage();
const open = async (path, selector) => {
  await page.goto(PORTAL + path);
  await page.locator(selector).first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_500);
};
const measure = async (name, work) => row(name, ms(await interact(page, work)));

await open('/settings', 'main, article');
await measure('stock page: open the next tab', () =>
  page.getByText('Feature Flags').first().click(),
);
await open('/infrastructure', 'main article');
await measure('overview: type into the search', () =>
  page.getByRole('searchbox').first().pressSequentially('cluster', {
    delay: 60,
  }),
);
await open('/infrastructure', 'main article');
await measure('overview: filter by platform', () =>
  page.getByRole('button', { name: /^Kubernetes \(/ }).click(),
);
await open('/infrastructure', 'main article');
await measure('overview: table', () =>
  page.getByRole('button', { name: 'Table' }).click(),
);
await measure('overview: heat map of all nodes', async () => {
  await page.getByRole('button', { name: 'Heat map' }).click();
  await page.getByRole('region', { name: 'Node heat map' }).waitFor();
});
await measure('heat map: another resource', () =>
  page.getByRole('button', { name: 'Memory' }).click(),
);
await open('/infrastructure/workloads', 'main th[scope=row]');
await measure('workloads: sort', () =>
  page.getByRole('button', { name: 'Memory' }).click(),
);
await measure('workloads: type into the search', () =>
  page.getByRole('searchbox').first().pressSequentially('web', { delay: 60 }),
);
await open('/infrastructure/workloads', 'main th[scope=row]');
await measure('workloads: scroll by keys', async () => {
  await page.getByRole('region', { name: 'Workloads on all clusters' }).focus();
  for (let step = 0; step < 10; step += 1)
    await page.keyboard.press('PageDown');
});
await browser.close();
await end(0);
