// The packages as they are published.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/toolchain.mjs';
import { mustRun } from './mustRun.mjs';

/**
 * Builds and packs every package that is published.
 *
 * @returns the tarball's path by the package's name
 */
export async function packAll({ yarn, env, folder }) {
  mkdirSync(folder, { recursive: true });
  await mustRun([...yarn, 'tsc'], { env });
  const tarballs = {};
  for (const directory of readdirSync(join(root, 'plugins'))) {
    const cwd = join(root, 'plugins', directory);
    const { name } = JSON.parse(
      readFileSync(join(cwd, 'package.json'), 'utf8'),
    );
    const tarball = join(folder, `${directory}.tgz`);
    await mustRun([...yarn, 'build'], { cwd, env });
    await mustRun([...yarn, 'pack', '--out', tarball], { cwd, env });
    tarballs[name] = tarball;
  }
  return tarballs;
}
