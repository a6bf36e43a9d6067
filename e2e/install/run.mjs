// Installs the packages as they are published in the stock portals of create-app, does there
// what the README tells and no more, and looks at the result in Chromium.
// `node e2e/install/run.mjs [default|legacy] [--keep]`: one template instead of both; keep the portals.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  end,
  requirePorts,
  start,
  stop,
  waitFor,
} from '../../scripts/children.mjs';
import { prepare, root, run } from '../../scripts/toolchain.mjs';
import { createPortal } from './createPortal.mjs';
import { packAll } from './pack.mjs';
import { readInstallSteps } from './readme.mjs';

const PORTAL = 'http://localhost:7307';
const SIMULATOR_PORT = 18400;

const args = process.argv.slice(2);
const templates = ['default', 'legacy'].filter(
  template =>
    args.includes(template) ||
    !args.some(arg => arg === 'default' || arg === 'legacy'),
);

await requirePorts([
  7307,
  ...Array.from({ length: 6 }, (_, i) => SIMULATOR_PORT + i),
]);
const { node, yarn, env } = await prepare();
const work = mkdtempSync(join(tmpdir(), 'infra-dashboard-install-'));
const steps = readInstallSteps();

/** Starts a portal's backend, which serves its page as well, and runs the tests against it. */
async function check(template, folder, configs) {
  const backend = start(
    `backend of ${template}`,
    [
      ...yarn,
      'workspace',
      'backend',
      'start',
      ...['../../app-config.yaml', ...configs].flatMap(file => [
        '--config',
        file,
      ]),
    ],
    { env: { ...env, LOG_LEVEL: 'warn' }, cwd: folder },
  );
  if (!(await waitFor(`${PORTAL}/.backstage/health/v1/readiness`, 240))) {
    throw new Error('The backend did not get ready');
  }
  const [program, ...yarnArgs] = yarn;
  const code = await run(
    program,
    [
      ...yarnArgs,
      'playwright',
      'test',
      '--config',
      'e2e/playwright.config.ts',
      '--project=install',
    ],
    { env: { ...env, PORTAL_URL: PORTAL } },
  );
  await stop(backend);
  if (code !== 0) throw new Error('The tests failed');
}

/** Takes our lines out of the backend again and lets it discover its features. */
function useDiscovery(folder) {
  const file = join(folder, 'packages/backend/src/index.ts');
  let source = readFileSync(file, 'utf8');
  for (const snippet of steps.snippets) {
    source = source.replace(snippet.code, '');
  }
  if (source.includes('infra-dashboard')) throw new Error('lines are left');
  writeFileSync(
    file,
    [
      "import { discoveryFeatureLoader } from '@backstage/backend-defaults';",
      source.replace(
        'backend.start();',
        'backend.add(discoveryFeatureLoader);\nbackend.start();',
      ),
    ].join('\n'),
  );
}

const outcomes = [];
async function attempt(name, work) {
  const startedAt = Date.now();
  let outcome = 'well';
  try {
    await work();
  } catch (error) {
    outcome = `FAILED: ${error.message}`;
  }
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  outcomes.push({ name, outcome, seconds });
  return outcome === 'well';
}

start(
  'simulator',
  [
    node,
    'packages/simulator/bin/infra-simulator',
    '--base-port',
    String(SIMULATOR_PORT),
    '--frozen',
  ],
  { env },
);

let tarballs = {};
const isPacked = await attempt('pack', async () => {
  tarballs = await packAll({ yarn, env, folder: join(work, 'tarballs') });
});
const configs = ['app-config.install.yaml', 'app-config.discovery.yaml'].map(
  file => join(root, 'e2e/install', file),
);
for (const template of isPacked ? templates : []) {
  const folder = join(work, template);
  const isCreated = await attempt(`${template}: install and build`, () =>
    createPortal({ template, folder, steps, tarballs, yarn, env }),
  );
  if (!isCreated) continue;
  await attempt(`${template}: as the README tells`, () =>
    check(template, folder, configs.slice(0, 1)),
  );
  await attempt(`${template}: with feature discovery`, () => {
    useDiscovery(folder);
    return check(template, folder, configs);
  });
}

console.table(outcomes);
if (args.includes('--keep')) console.log(`The portals are in ${work}`);
else rmSync(work, { recursive: true, force: true });
await end(outcomes.every(({ outcome }) => outcome === 'well') ? 0 : 1);
