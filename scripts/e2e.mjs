// Browser tests: builds the page of the demo portal unless it is built already, runs it with a simulated fleet
// on ports of its own, and runs Playwright against it.
// `node scripts/e2e.mjs --screenshots` makes the pictures of the documentation instead.
import { existsSync } from 'node:fs';
import { buildPage } from './buildPage.mjs';
import { end, requirePorts, start, waitFor } from './children.mjs';
import { prepare, run } from './toolchain.mjs';

const PORTAL = 'http://localhost:7107';
const SIMULATOR_PORT = 18200;

const args = process.argv.slice(2);
const isForPictures = args[0] === '--screenshots';

const chromium =
  process.env.CHROMIUM_PATH ??
  [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find(existsSync);
if (!chromium) {
  console.error(
    'Chromium was not found. Install it (on Debian: apt-get install chromium) or name it in CHROMIUM_PATH.',
  );
  process.exit(1);
}

const configs = [
  'app-config.yaml',
  'e2e/app-config.e2e.yaml',
  ...(isForPictures ? [] : ['e2e/app-config.tests.yaml']),
];

await requirePorts([
  7107,
  ...Array.from({ length: 7 }, (_, i) => SIMULATOR_PORT - 1 + i),
]);
const { node, yarn, env } = await prepare();
const [program, ...yarnArgs] = yarn;

await buildPage({ yarn, env });

start(
  'simulator',
  [
    node,
    'packages/simulator/bin/infra-simulator',
    '--base-port',
    String(SIMULATOR_PORT),
    '--control',
    '--frozen',
  ],
  { env },
);
start(
  'backend',
  [
    ...yarn,
    'workspace',
    'backend',
    'start',
    ...configs.flatMap(file => ['--config', `../../${file}`]),
  ],
  { env: { ...env, LOG_LEVEL: 'warn' } },
);
if (!(await waitFor(`${PORTAL}/.backstage/health/v1/readiness`, 240))) {
  console.error('The backend did not get ready.');
  await end(1);
}

/** What needs all clusters as they are runs first. */
const rounds = isForPictures
  ? [['screenshots']]
  : [['readers'], ['changes', 'elsewhere']];
let code = 0;
for (const projects of rounds) {
  const failed = await run(
    program,
    [
      ...[...yarnArgs, 'playwright', 'test'],
      ...['--config', 'e2e/playwright.config.ts'],
      ...projects.flatMap(project => ['--project', project]),
      ...(isForPictures ? [] : ['--pass-with-no-tests', ...args]),
    ],
    {
      env: {
        ...env,
        CHROMIUM_PATH: chromium,
        PORTAL_URL: PORTAL,
        SIMULATOR_CONTROL_URL: `http://127.0.0.1:${SIMULATOR_PORT - 1}`,
      },
    },
  );
  code ||= failed;
}
await end(code);
