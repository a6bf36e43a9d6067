// Runs Yarn with the Node that the project needs: node scripts/yarn.mjs tsc
// With --installed as first argument it does not wait for a set-up that still compiles.
import { prepare, run } from './toolchain.mjs';

const isInstalled = process.argv[2] === '--installed';
const wanted = process.argv.slice(isInstalled ? 3 : 2);
const changesDependencies = ['add', 'dedupe', 'install', 'remove', 'up'];
const { yarn, env } = await prepare({
  wait: !isInstalled,
  dependencies:
    !isInstalled && !changesDependencies.includes(wanted[0] ?? 'install'),
});
const [program, ...args] = yarn;
process.exitCode = await run(program, [...args, ...wanted], {
  env,
});
