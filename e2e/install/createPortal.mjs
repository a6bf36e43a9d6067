// A stock portal with the additions of the README.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/toolchain.mjs';
import { createAppVersion, lockBackstage } from './backstageRelease.mjs';
import { mustRun } from './mustRun.mjs';
import { readPins } from './readme.mjs';

/** Where the README's code goes in a file of the stock portal. */
const PLACES = {
  'packages/backend/src/index.ts': 'backend.start();',
  'packages/app/src/App.tsx': '  </FlatRoutes>',
  'packages/app/src/components/Root/Root.tsx': '{/* End global nav */}',
};

function editJson(file, edit) {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  edit(content);
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

/** Imports at the top, elements and statements at their place. */
function addSnippet(path, file, code) {
  const place = PLACES[file];
  const source = readFileSync(path, 'utf8');
  if (!source.includes(place)) throw new Error(`${file} has no ${place}`);
  const lines = code.split('\n');
  const imports = lines.filter(line => line.startsWith('import '));
  const rest = lines
    .filter(line => !line.startsWith('import '))
    .join('\n')
    .trim();
  // A standalone element in the documentation ends with a semicolon.
  const added = rest.startsWith('<') ? rest.replace(/;$/, '') : rest;
  writeFileSync(
    path,
    [...imports, source.replace(place, `${added}\n${place}`)].join('\n'),
  );
}

/** Adds our packages, their pins on an old release, and the README's code. */
function followReadme({ release, template, folder, steps, tarballs }) {
  for (const [workspace, names] of Object.entries(steps.packages)) {
    editJson(join(folder, workspace, 'package.json'), manifest => {
      for (const name of names) {
        manifest.dependencies[name] = `file:${tarballs[name]}`;
      }
    });
  }
  editJson(join(folder, 'package.json'), manifest => {
    if (release === 'oldest') Object.assign(manifest.resolutions, readPins());
    // The packages are not published yet, so they refer to each other's tarballs.
    for (const [name, tarball] of Object.entries(tarballs)) {
      manifest.resolutions[name] = `file:${tarball}`;
    }
  });
  for (const { file, code } of steps.snippets) {
    const path = join(folder, file);
    if (file.startsWith('packages/app/') && template !== 'legacy') continue;
    if (!existsSync(path)) throw new Error(`The template has no ${file}`);
    addSnippet(path, file, code);
  }
}

/**
 * A Backstage package inside one of ours is a second copy: the portal has another version.
 * The portal's page then downloads both, and features made with one may not work with the other.
 */
function requireSingleCopies(folder) {
  const ours = join(folder, 'node_modules', '@infra-dashboard');
  const copies = readdirSync(ours).flatMap(name => {
    const nested = join(ours, name, 'node_modules', '@backstage');
    if (!existsSync(nested)) return [];
    return readdirSync(nested).map(copy => `@backstage/${copy} in ${name}`);
  });
  if (copies.length > 0) {
    throw new Error(`second copies: ${copies.join(', ')}`);
  }
}

/**
 * Makes a portal from create-app's template with our tarballs in it, and builds its page.
 *
 * @param options.release - `oldest` or `newest`
 * @param options.template - `default` or `legacy`
 * @param options.steps - what `readInstallSteps` gives
 * @param options.tarballs - what `packAll` gives
 */
export async function createPortal(options) {
  const { release, template, folder, steps, tarballs, yarn, env } = options;
  const inPortal = { cwd: folder, env };
  mkdirSync(folder, { recursive: true });
  await mustRun(
    [
      'npm',
      'exec',
      '--yes',
      '--',
      `@backstage/create-app@${createAppVersion(release)}`,
      '--skip-install',
      '--path',
      folder,
      ...(template === 'legacy' ? ['--legacy'] : []),
    ],
    { cwd: folder, env: { ...env, BACKSTAGE_APP_NAME: 'stock-portal' } },
  );
  editJson(join(folder, 'package.json'), manifest => {
    // Our own pins are for registries that lack the newest builds.
    const { resolutions } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    Object.assign(manifest.resolutions, resolutions);
  });
  await lockBackstage({ release, yarn, inPortal });
  followReadme(options);
  await mustRun([...yarn, 'install', '--no-immutable'], inPortal);
  requireSingleCopies(folder);
  await mustRun([...yarn, 'tsc'], inPortal);
  await mustRun([...yarn, 'workspace', 'app', 'build'], inPortal);
}
