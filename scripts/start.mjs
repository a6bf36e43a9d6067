// npm start: sets up what is missing, then runs the demo portal: the simulated fleet, the
// backend on port 7007 and the page on port 3000. Ctrl-C ends all of it.
import { end, requirePorts, start, waitFor } from './children.mjs';
import { prepare } from './toolchain.mjs';

const SIMULATOR_PORT = 18100;
const SIMULATED_CLUSTERS = 6;

await requirePorts([
  3000,
  7007,
  // With the control server, which is one below.
  ...Array.from(
    { length: SIMULATED_CLUSTERS + 1 },
    (_, i) => SIMULATOR_PORT - 1 + i,
  ),
]);

const { node, yarn, env } = await prepare();

start(
  'simulator',
  [
    node,
    'packages/simulator/bin/infra-simulator',
    '--base-port',
    String(SIMULATOR_PORT),
    '--control',
  ],
  { env },
);
// A line per request would hide what matters: LOG_LEVEL=info npm start shows them.
start('portal', [...yarn, 'backstage-cli', 'repo', 'start'], {
  env: { LOG_LEVEL: 'warn', ...env },
});
console.log('Starting the portal; this takes about a minute');

const isReady =
  (await waitFor(
    'http://localhost:7007/.backstage/health/v1/readiness',
    600,
  )) && (await waitFor('http://localhost:3000/', 600));
if (isReady) {
  console.log('\n  Ready: http://localhost:3000/infrastructure\n');
} else {
  console.error('The portal did not get ready within ten minutes.');
  await end(1);
}
