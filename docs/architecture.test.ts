import { readdirSync } from 'node:fs';
import { findWalk } from './__testUtils__/findWalk';
import { findImportCircles } from './__testUtils__/importCircles';
import { listFiles, PLATFORMS, read } from './__testUtils__/pages';

const SHARED = readdirSync(`${__dirname}/../plugins`).filter(
  name => !PLATFORMS.some(platform => name.endsWith(`module-${platform}`)),
);

const isTest = (path: string) =>
  /\.test\.tsx?$|\/(__\w+__|testing)\//.test(path);

function sourcesOf(packages: string[]): string[] {
  return packages.flatMap(name =>
    ['.ts', '.tsx'].flatMap(end => listFiles(`plugins/${name}/src`, end)),
  );
}

/** General words among the facts, and those by which the contract recognizes machines. */
const SHARED_WORDS = new Set([
  ...['architecture', 'namespace', 'project', 'region', 'roles', 'scope'],
  ...['topology', 'uid', 'zone', 'instance'],
  ...['hostGroup', 'providerID', 'systemUUID'],
]);

describe('the architecture', () => {
  it('has no file of more than 300 lines, except translations', () => {
    const long = sourcesOf(readdirSync(`${__dirname}/../plugins`))
      .filter(path => !isTest(path) && !/\/translations?[/.]/.test(path))
      .map(path => [path, read(path).trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });

  it('has no files that import each other in a circle', () => {
    const sources = ['plugins', 'packages'].flatMap(folder =>
      ['.ts', '.tsx'].flatMap(end =>
        readdirSync(`${__dirname}/../${folder}`).flatMap(name =>
          listFiles(`${folder}/${name}/src`, end),
        ),
      ),
    );
    expect(sources.length).toBeGreaterThan(1_000);
    expect(findImportCircles(sources)).toEqual([]);
  });

  it('has a main entry of the common package that one can read', () => {
    const report = read('plugins/infra-dashboard-common/report.api.md');
    expect(report.split('\n').length).toBeLessThan(800);
  });

  it('reads a cluster in a few steps, which have the same names on each platform', () => {
    for (const platform of PLATFORMS) {
      const folder = `plugins/infra-dashboard-backend-module-${platform}/src`;
      const walk = findWalk(`${folder}/provider.ts`, 'read', 'mapCluster');
      expect(walk[0]).toBe('read');
      expect(walk.length).toBeLessThanOrEqual(5);
      const steps = [
        ['cluster', 'mapCluster'],
        ['cluster', 'judgeCluster('],
        ['clusterHealth', 'export function judgeCluster('],
        ['node', 'export function mapNode('],
        ['node', 'judgeNode('],
        ['nodeState', 'export function judgeNode('],
        ['workload', 'function mapWorkload('],
      ].filter(
        ([file, text]) => !read(`${folder}/mappers/${file}.ts`).includes(text),
      );
      expect(steps).toEqual([]);
    }
  });

  it('names platforms only in their modules', () => {
    const names = new RegExp(PLATFORMS.join('|'), 'i');
    const naming = sourcesOf(SHARED)
      // What brings the modules, and the earlier dashboard, which knew one platform.
      .filter(path => !isTest(path) && !/\/(loader\.ts$|legacy\/)/.test(path))
      .filter(path => names.test(read(path)));
    expect(naming).toEqual([]);
  });

  it('knows facts and workload types only in the module of their platform', () => {
    const words = PLATFORMS.flatMap(platform => {
      const folder = `plugins/infra-dashboard-backend-module-${platform}/src`;
      const sources = listFiles(folder, '.ts').filter(path => !isTest(path));
      const types = sources.flatMap(path =>
        [...read(path).matchAll(/\btype: '(\w+)',\s+title/g)].map(
          ([, word]) => word,
        ),
      );
      const facts = read(`${folder}/facts.ts`).matchAll(/^ {2}(\w+): \{/gm);
      return [...types, ...[...facts].map(([, key]) => key)];
    });
    expect(words).toEqual(
      expect.arrayContaining(['vmid', 'qemu', 'pod', 'flavor', 'instance']),
    );
    const foreign = new Set(words.filter(word => !SHARED_WORDS.has(word)));
    const found = sourcesOf(SHARED)
      .filter(path => !isTest(path) && !/\/legacy\//.test(path))
      .flatMap(path =>
        // As a text or as a key, but not in a comment.
        [...read(path).matchAll(/'(\w+)'|\.(\w+)\b|^ *(\w+):/gm)]
          .map(([, text, property, key]) => text ?? property ?? key)
          .filter(word => foreign.has(word))
          .map(word => `${word} in ${path}`),
      );
    expect(found).toEqual([]);
  });

  it('has no page that makes HTML or code of a text', () => {
    const running =
      /\b(dangerouslySetInnerHTML|(inner|outer)HTML|srcdoc|insertAdjacentHTML|createContextualFragment|DOMParser|document\.write|eval\(|new Function|window\.open|location\.(href|assign|replace))/i;
    const pages = sourcesOf(['infra-dashboard']).filter(path => !isTest(path));
    expect(pages.length).toBeGreaterThan(50);
    expect(pages.filter(path => running.test(read(path)))).toEqual([]);
    // The only links that a page does not make itself.
    const linking = pages.filter(path => /\bhref=\{/.test(read(path)));
    expect(linking).toEqual([]);
  });
});
