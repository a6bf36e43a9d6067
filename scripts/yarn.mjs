// Runs Yarn with the Node that the project needs: node scripts/yarn.mjs tsc
import { prepare, run } from './toolchain.mjs';

const { yarn, env } = await prepare();
const [node, ...args] = yarn;
process.exitCode = await run(node, [...args, ...process.argv.slice(2)], {
  env,
});
