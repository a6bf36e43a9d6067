import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { read, ROOT } from './pages';

const ENDS = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];

/** The files that a file imports by relative paths, also where it takes types only. */
function importsOf(path: string): string[] {
  const found = read(path).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g);
  return [...found].flatMap(([, target]) => {
    const base = join(dirname(path), target);
    const file = ENDS.map(end => base + end).find(candidate => {
      const full = join(ROOT, candidate);
      return existsSync(full) && statSync(full).isFile();
    });
    return file ? [file] : [];
  });
}

/** Files that import each other in a circle, as one line for each circle that is met. */
export function findImportCircles(paths: readonly string[]): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      circles.push([...trail.slice(start), path].join(' > '));
      return;
    }
    if (done.has(path)) return;
    for (const next of importsOf(path)) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of paths) visit(path, []);
  return circles;
}
