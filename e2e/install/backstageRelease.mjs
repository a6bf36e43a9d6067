// The Backstage releases that the portals are made with.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './mustRun.mjs';

// Packages of the release in backstage.json, the oldest one that we support, in the format of
// https://versions.backstage.io/v1/releases/<version>/manifest.json.
const oldest = JSON.parse(
  readFileSync(new URL('oldest.json', import.meta.url), 'utf8'),
);

/** The version of `@backstage/create-app` whose template makes the portal. */
export function createAppVersion(release) {
  if (release === 'newest') return 'latest';
  return oldest.packages.find(({ name }) => name === '@backstage/create-app')
    .version;
}

/**
 * Locks the portal's Backstage packages. Without a lock file the ranges of an old template
 * resolve to a mix of two releases, which no portal has.
 *
 * @param options.release - `oldest`: the lock file of a portal made when that release came out;
 *   `newest`: a portal that was upgraded today
 */
export async function lockBackstage({ release, yarn, inPortal }) {
  if (release === 'newest') {
    await mustRun(
      [...yarn, 'up', '@backstage/*', '--mode=update-lockfile'],
      inPortal,
    );
    return;
  }
  const entries = oldest.packages.map(
    ({ name, version }) => `
"${name}@npm:^${version}":
  version: ${version}
  resolution: "${name}@npm:${version}"
  languageName: node
  linkType: hard
`,
  );
  appendFileSync(join(inPortal.cwd, 'yarn.lock'), entries.join(''));
  // Yarn adds the dependencies of each entry.
  await mustRun(
    [
      ...yarn,
      'install',
      '--no-immutable',
      '--mode=update-lockfile',
      '--refresh-lockfile',
    ],
    inPortal,
  );
}
