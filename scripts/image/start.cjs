// Starts the backend with the configuration of the image and what is mounted over it:
// CONFIG_FILES (comma separated), then all *.yaml of CONFIG_FOLDER by name. Later ones win.
const { existsSync, readdirSync } = require('node:fs');
const { join, resolve } = require('node:path');

const files = (
  process.env.CONFIG_FILES || 'app-config.yaml,app-config.production.yaml'
).split(',');
const folder = process.env.CONFIG_FOLDER || '/app/config';
const mounted = existsSync(folder)
  ? readdirSync(folder)
      .filter(name => /\.ya?ml$/.test(name))
      .sort()
      .map(name => join(folder, name))
  : [];

const configs = [...files.map(name => resolve(name.trim())), ...mounted];
process.argv.splice(2, 0, ...configs.flatMap(name => ['--config', name]));
console.log(`Configuration: ${configs.join(', ')}`);

require('./packages/backend');
