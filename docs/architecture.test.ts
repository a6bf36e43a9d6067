import { readdirSync } from 'node:fs';
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

describe('the architecture', () => {
  it('has no file of more than 300 lines, except translations', () => {
    const long = sourcesOf(readdirSync(`${__dirname}/../plugins`))
      .filter(path => !isTest(path) && !/\/translations?[/.]/.test(path))
      .map(path => [path, read(path).trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });

  it('names platforms only in their modules', () => {
    const names = new RegExp(PLATFORMS.join('|'), 'i');
    const naming = sourcesOf(SHARED)
      // What brings the modules, and the earlier dashboard, which knew one platform.
      .filter(path => !isTest(path) && !/\/(loader\.ts$|legacy\/)/.test(path))
      .filter(path => names.test(read(path)));
    expect(naming).toEqual([]);
  });
});
