// Installs the packages as published in the stock portals of create-app, following exactly the
// README, and checks the result in Chromium. `node e2e/install/run.mjs [oldest|newest]
// [default|legacy] [--keep]`: selects one Backstage release or one template; --keep does not
// delete the portals.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, requirePorts, start } from '../../scripts/children.mjs';
import { prepare, root } from '../../scripts/toolchain.mjs';
import { checkPortal, useDiscovery } from './checkPortal.mjs';
import { createPortal } from './createPortal.mjs';
import { packAll } from './pack.mjs';
import { readInstallSteps } from './readme.mjs';

const URL = 'http://localhost:7307';
const SIMULATOR_PORT = 18400;

const args = new Set(process.argv.slice(2));
const isKept = args.delete('--keep');

/** The choices that are among the arguments, or all. */
function choose(choices) {
  const chosen = choices.filter(choice => args.delete(choice));
  return chosen.length > 0 ? chosen : choices;
}

const releases = choose(['oldest', 'newest']);
const templates = choose(['default', 'legacy']);
if (args.size > 0) {
  console.error(`Unknown: ${[...args].join(' ')}`);
  process.exit(1);
}

await requirePorts([
  7307,
  ...Array.from({ length: 6 }, (_, i) => SIMULATOR_PORT + i),
]);
const { node, yarn, env } = await prepare();
const work = mkdtempSync(join(tmpdir(), 'infra-dashboard-install-'));
const steps = readInstallSteps();

const outcomes = [];
async function attempt(name, action) {
  const startedAt = Date.now();
  let outcome = 'ok';
  try {
    await action();
  } catch (error) {
    outcome = `FAILED: ${error.message}`;
  }
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  outcomes.push({ name, outcome, seconds });
  return outcome === 'ok';
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
const portals = releases.flatMap(release =>
  templates.map(template => ({ release, template })),
);
for (const { release, template } of isPacked ? portals : []) {
  const name = `${release}, ${template}`;
  const folder = join(work, `${release}-${template}`);
  const portal = { name, template, folder, url: URL, yarn, env };
  const isCreated = await attempt(`${name}: install and build`, () =>
    createPortal({ ...portal, release, steps, tarballs }),
  );
  if (isCreated) {
    await attempt(`${name}: as the README says`, () =>
      checkPortal({ ...portal, configs: configs.slice(0, 1) }),
    );
    await attempt(`${name}: with feature discovery`, () => {
      useDiscovery(folder, steps);
      return checkPortal({ ...portal, configs });
    });
  }
  // A portal takes more than 2 GB of the disk.
  if (!isKept) rmSync(folder, { recursive: true, force: true });
}

console.table(outcomes);
if (isKept) console.log(`The portals are in ${work}`);
else rmSync(work, { recursive: true, force: true });
await end(outcomes.every(({ outcome }) => outcome === 'ok') ? 0 : 1);
