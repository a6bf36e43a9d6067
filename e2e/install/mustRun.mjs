import { run } from '../../scripts/toolchain.mjs';

/** Runs a program; throws when it fails. */
export async function mustRun([program, ...args], options) {
  const code = await run(program, args, options);
  if (code !== 0) throw new Error(`failed: ${args.join(' ')}`);
}
