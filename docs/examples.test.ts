import { relative } from 'node:path';
import { blocksOf, listFiles, read } from './__testUtils__/pages';

describe('the documentation', () => {
  it.each([
    ['docs/adding-a-provider.md', 'docs/examples/nomad'],
    ['docs/using-from-other-plugins.md', 'docs/examples/report'],
    ['docs/ownership.md', 'docs/examples/scorecard'],
  ])('has in %s the code that is compiled and tested', (page, folderOf) => {
    const shown = blocksOf(page)
      .filter(({ language }) => language === 'ts')
      .map(({ text }) => {
        const [, name, source] = /^\/\/ (?:src\/)?(\S+)\n([\s\S]*)$/.exec(
          text,
        )!;
        return { name, source };
      });
    const files = listFiles(folderOf, '.ts').map(path => ({
      name: relative(folderOf, path),
      source: read(path),
    }));
    expect(shown).toHaveLength(files.length);
    expect(shown).toEqual(expect.arrayContaining(files));
  });

  it('names every icon and column that a platform may have', () => {
    const page = read('docs/adding-a-provider.md');
    const components = 'plugins/infra-dashboard/src/components';
    const names = [
      ...read(`${components}/icons.ts`).matchAll(/\['([a-z0-9-]+)', Ri/g),
      ...read(`${components}/WorkloadList/columns.tsx`).matchAll(
        /^ {2}(\w+): \{$/gm,
      ),
    ].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(25);
    for (const name of names) expect(page).toContain(`\`${name}\``);
  });
});
