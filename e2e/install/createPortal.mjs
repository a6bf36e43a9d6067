// A stock portal, and what the README tells to add to it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../../scripts/toolchain.mjs';

const CREATE_APP = '@backstage/create-app@0.9.2';

/** Where the README's code goes in a file of the stock portal. */
const PLACES = {
  'packages/backend/src/index.ts': 'backend.start();',
  'packages/app/src/App.tsx': '  </FlatRoutes>',
  'packages/app/src/components/Root/Root.tsx': '{/* End global nav */}',
};

async function mustRun([program, ...args], options) {
  const code = await run(program, args, options);
  if (code !== 0) throw new Error(`failed: ${args.join(' ')}`);
}

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
  // An element that stands alone in a document ends with a semicolon.
  const added = rest.startsWith('<') ? rest.replace(/;$/, '') : rest;
  writeFileSync(
    path,
    [...imports, source.replace(place, `${added}\n${place}`)].join('\n'),
  );
}

/**
 * Makes a portal from create-app's template with our tarballs in it, and builds its page.
 *
 * @param options.template - `default` or `legacy`
 * @param options.steps - what `readInstallSteps` gives
 * @param options.tarballs - what `packAll` gives
 */
export async function createPortal(options) {
  const { template, folder, steps, tarballs, yarn, env } = options;
  mkdirSync(folder, { recursive: true });
  await mustRun(
    [
      'npm',
      'exec',
      '--yes',
      '--',
      CREATE_APP,
      '--skip-install',
      '--path',
      folder,
      ...(template === 'legacy' ? ['--legacy'] : []),
    ],
    { cwd: folder, env: { ...env, BACKSTAGE_APP_NAME: 'stock-portal' } },
  );

  for (const [workspace, names] of Object.entries(steps.packages)) {
    editJson(join(folder, workspace, 'package.json'), manifest => {
      for (const name of names) {
        manifest.dependencies[name] = `file:${tarballs[name]}`;
      }
    });
  }
  const { resolutions } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  editJson(join(folder, 'package.json'), manifest => {
    // What is not published yet is found beside; the other pins are for a registry that
    // lacks the newest builds.
    Object.assign(manifest.resolutions, resolutions);
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

  const inPortal = { cwd: folder, env };
  await mustRun([...yarn, 'install', '--no-immutable'], inPortal);
  await mustRun([...yarn, 'tsc'], inPortal);
  await mustRun([...yarn, 'workspace', 'app', 'build'], inPortal);
}
