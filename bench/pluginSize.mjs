// How much JavaScript of its own the frontend plugin brings: what a portal loads at start,
// and what it loads when a page of the plugin is opened. Libraries are left out, since the
// portal has most of them and shares the rest.
// Usage: node bench/pluginSize.mjs
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../scripts/toolchain.mjs';

const plugin = `${root}/plugins/infra-dashboard`;

const { metafile, outputFiles } = await build({
  absWorkingDir: plugin,
  entryPoints: ['src/index.ts', 'src/legacy.ts'],
  bundle: true,
  splitting: true,
  minify: true,
  write: false,
  metafile: true,
  format: 'esm',
  outdir: 'out',
  jsx: 'automatic',
  packages: 'external',
  logLevel: 'error',
});

const sizes = new Map(
  outputFiles.map(({ contents, path }) => [
    path.slice(plugin.length + 1),
    { size: contents.length, zipped: gzipSync(contents).length },
  ]),
);

/** The files that come with an entry, without those that it imports later. */
function eager(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  metafile.outputs[file].imports
    .filter(one => one.kind === 'import-statement' && !one.external)
    .forEach(one => eager(one.path, found));
  return found;
}

function sum(files) {
  const all = [...files].map(file => sizes.get(file));
  const add = key => all.reduce((total, one) => total + one[key], 0);
  const kib = bytes => `${(bytes / 1024).toFixed(1)} KiB`;
  return `${kib(add('size'))}, zipped ${kib(add('zipped'))}`;
}

for (const entry of ['index', 'legacy']) {
  const start = eager(`out/${entry}.js`);
  const later = [...sizes.keys()].filter(
    file => !start.has(file) && !/^out\/(index|legacy)\.js$/.test(file),
  );
  console.log(`${entry}: at start ${sum(start)}; with its pages ${sum(later)}`);
}
