import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { PAGES, read, ROOT, withoutBlocks } from './__testUtils__/pages';

const DOCS = join(ROOT, 'docs/');
const REPOSITORY =
  'https://github.com/infra-dashboard/infra-dashboard/blob/main/';

describe('the documentation', () => {
  it('has links that lead somewhere', () => {
    const slug = (heading: string) =>
      heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-');
    const anchorsOf = (path: string) =>
      [
        ...withoutBlocks(readFileSync(path, 'utf8')).matchAll(/^#+ (.*)$/gm),
      ].map(([, heading]) => slug(heading));
    const broken: string[] = [];
    for (const page of PAGES) {
      const links = withoutBlocks(read(page)).matchAll(/\]\(([^)\s]+)\)/g);
      for (const [, link] of links) {
        const isOurs = link.startsWith(REPOSITORY);
        if (/^[a-z]+:/.test(link) && !isOurs) continue;
        const [path, anchor] = link.replace(REPOSITORY, '').split('#');
        const from = isOurs ? ROOT : resolve(ROOT, dirname(page));
        const target = path ? resolve(from, path) : join(ROOT, page);
        // TechDocs serves what is below docs/ and nothing else.
        const isServed =
          isOurs || page === 'README.md' || target.startsWith(DOCS);
        const isThere =
          isServed &&
          existsSync(target) &&
          (!anchor ||
            (statSync(target).isFile() && anchorsOf(target).includes(anchor)));
        if (!isThere) broken.push(`${page}: ${link}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('has every page in its navigation', () => {
    const { nav } = parse(read('mkdocs.yml'));
    const flatten = (entry: unknown): string[] =>
      typeof entry === 'string'
        ? [entry]
        : Object.values(entry as object).flatMap(flatten);
    expect(flatten(nav).sort()).toEqual(
      PAGES.slice(1).map(page => relative('docs', page)),
    );
  });
});
