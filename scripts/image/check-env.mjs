// Lists variables of an .env file that Docker Compose would change, since it replaces $NAME in values
// that are not in single quotes: node scripts/image/check-env.mjs .env
import { readFileSync } from 'node:fs';

const [file = '.env'] = process.argv.slice(2);
const changed = readFileSync(file, 'utf8')
  .split('\n')
  .map(line => /^\s*(?:export\s+)?(\w+)\s*=\s*(.*)$/.exec(line))
  .filter(match => match && !match[2].startsWith("'"))
  .filter(([, , value]) => /\$/.test(value.replaceAll('$$', '')))
  .map(([, name]) => name);
for (const name of changed) {
  console.error(`${name}: holds a $, put its value in single quotes`);
}
process.exitCode = changed.length > 0 ? 1 : 0;
