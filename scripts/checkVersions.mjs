// Checks that no production dependency is a version with a published weakness, and that the lock
// file names no registry: node scripts/checkVersions.mjs
// Dependency review and Dependabot know all advisories, but only on GitHub. This list holds what
// has been found here once, so that it does not return with a resolution that is removed.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { parse } = createRequire(import.meta.url)('yaml');
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = name => readFileSync(join(root, name), 'utf8');

/** The first version without the weakness; none where no version is without it. */
const WEAK_BEFORE = {
  // A page can replace the script that Prism loads from. refractor 3 of the Swagger page wants
  // ~1.27.0: the resolution in package.json.
  prismjs: '1.30.0',
  // An archive can write outside its folder. node-gyp before 12 wants 6.
  tar: '7.5.19',
  // Signatures leak the key. The CLI brings it for bundles that use Node's crypto in a browser:
  // ours do not, and the CLI is a development dependency of all packages.
  elliptic: undefined,
};

/** Whether version a comes before version b. */
function isBefore(a, b) {
  const [x, y] = [a, b].map(version => version.split('-')[0].split('.'));
  const index = x.findIndex((part, at) => part !== y[at]);
  return index >= 0 && Number(x[index]) < Number(y[index]);
}

const lock = read('yarn.lock');
const packages = new Map();
for (const [keys, entry] of Object.entries(parse(lock))) {
  for (const key of keys.split(', ')) packages.set(key, entry);
}

function find(name, range) {
  return (
    packages.get(`${name}@${range}`) ??
    packages.get(`${name}@npm:${range}`) ??
    // What a resolution replaces has no key with the range.
    [...packages].find(([key]) => key.startsWith(`${name}@`))?.[1]
  );
}

/** How each production dependency is reached, by its resolution. */
function* productionDependencies() {
  const seen = new Set();
  const queue = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder)).map(name => {
      const manifest = JSON.parse(read(`${folder}/${name}/package.json`));
      return { path: [manifest.name], needs: manifest.dependencies ?? {} };
    }),
  );
  while (queue.length > 0) {
    const { path, needs } = queue.shift();
    for (const [name, range] of Object.entries(needs)) {
      const entry = find(name, range);
      if (!entry || seen.has(entry.resolution)) continue;
      seen.add(entry.resolution);
      if (entry.resolution.includes('@workspace:')) continue;
      yield { name, version: entry.version, path };
      queue.push({
        ...{ path: [...path, name] },
        needs: entry.dependencies ?? {},
      });
    }
  }
}

const problems = [];
let count = 0;
for (const { name, version, path } of productionDependencies()) {
  count += 1;
  if (!Object.hasOwn(WEAK_BEFORE, name)) continue;
  const fixed = WEAK_BEFORE[name];
  if (fixed === undefined || isBefore(version, fixed)) {
    problems.push(
      `${name} ${version} has a known weakness: ${path.join(' > ')}`,
    );
  }
}
for (const [line] of lock.matchAll(/^.*https?:\/\/.*$/gm)) {
  problems.push(`yarn.lock names a server: ${line.trim()}`);
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else {
  console.log(`None of ${count} production dependencies is on the list`);
}
