import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, ROOT } from './__testUtils__/pages';

const MODULE = 'infra-dashboard-backend-module-';
const PACKAGES: Record<string, string> = {
  kubernetes: `${MODULE}kubernetes`,
  openstack: `${MODULE}openstack`,
  proxmox: `${MODULE}proxmox`,
  backend: 'infra-dashboard-backend',
  catalog: 'catalog-backend-module-infra-dashboard',
  common: 'infra-dashboard-common',
  node: 'infra-dashboard-node',
  page: 'infra-dashboard',
  search: 'search-backend-module-infra-dashboard',
};

describe('the list of kinds of faults', () => {
  const sections = read('docs/platform-behavior/faults.md')
    .split(/^### /m)
    .slice(1)
    .map(text => ({
      kind: text.split('\n')[0],
      tests: [...text.matchAll(/^- `(\S+) (\S+)`: (.+)$/gm)].map(
        ([, name, path, title]) => ({ name, path, title }),
      ),
    }));

  it('has at least two tests of each kind', () => {
    expect(sections.length).toBeGreaterThan(25);
    const few = sections.filter(({ tests }) => tests.length < 2);
    expect(few.map(({ kind }) => kind)).toEqual([]);
  });

  it('names tests that exist', () => {
    const missing = sections.flatMap(({ kind, tests }) =>
      tests.flatMap(({ name, path, title }) => {
        const file = join(ROOT, 'plugins', PACKAGES[name], 'src', path);
        const isThere =
          existsSync(file) && readFileSync(file, 'utf8').includes(title);
        return isThere ? [] : [`${kind}: ${path}: ${title}`];
      }),
    );
    expect(missing).toEqual([]);
  });
});
