// Runs Yarn with the Node that the project needs: node scripts/yarn.mjs tsc
import { prepare, run } from './toolchain.mjs';

const wanted = process.argv.slice(2);
const changesDependencies = ['add', 'dedupe', 'install', 'remove', 'up'];
const { yarn, env } = await prepare({
  dependencies: !changesDependencies.includes(wanted[0] ?? 'install'),
});
const [program, ...args] = yarn;
process.exitCode = await run(program, [...args, ...wanted], {
  env,
});
