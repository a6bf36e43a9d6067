// npm test: sets up what is missing, then runs all unit and integration tests.
// `npm test -- <pattern>` runs the files with a matching path.
import { prepare, run } from './toolchain.mjs';

const { yarn, env } = await prepare();
const [program, ...args] = yarn;
process.exitCode = await run(
  program,
  [
    ...args,
    'backstage-cli',
    'repo',
    'test',
    '--watchAll=false',
    '--maxWorkers=2',
    // Whole backends and pages start in seconds; a busy machine takes many.
    '--testTimeout=60000',
    ...process.argv.slice(2),
  ],
  { env },
);
