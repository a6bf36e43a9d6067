// Starts the backend with the configuration of the image and what is mounted over it:
// CONFIG_FILES (comma separated), then all *.yaml of CONFIG_FOLDER by name. Later ones win.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

function end(problem) {
  process.stderr.write(`${problem}\n`, () => process.exit(1));
}

function listMounted(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => join(folder, name));
}

/** Variables that a file names and the environment does not have. */
function unsetIn(text) {
  const lines = text.split('\n').filter(line => !/^\s*#/.test(line));
  const names = [...lines.join('\n').matchAll(/(?<!\$)\$\{(\w+)\}/g)];
  return names.map(([, name]) => name).filter(name => !process.env[name]);
}

function start() {
  const files = (
    process.env.CONFIG_FILES || 'app-config.yaml,app-config.production.yaml'
  )
    .split(',')
    .map(name => resolve(name.trim()));
  const missing = files.filter(name => !existsSync(name));
  if (missing.length > 0) {
    end(`CONFIG_FILES: there is no file ${missing.join(', ')}`);
    return;
  }
  const folder = process.env.CONFIG_FOLDER || '/app/config';
  const configs = [...files];
  const unset = new Set();
  try {
    configs.push(...listMounted(folder));
    for (const name of configs) {
      for (const one of unsetIn(readFileSync(name, 'utf8'))) unset.add(one);
    }
  } catch ({ code, path }) {
    end(`CONFIG_FOLDER, CONFIG_FILES: ${path} cannot be read (${code})`);
    return;
  }
  process.argv.splice(2, 0, ...configs.flatMap(name => ['--config', name]));
  console.log(`Configuration: ${configs.join(', ')}`);
  if (unset.size > 0) {
    console.warn(`Variables that are not set: ${[...unset].join(', ')}`);
  }
  require('./packages/backend');
}

start();
