// Extracts the installation steps from the README, so that the test does exactly these.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/toolchain.mjs';

/**
 * @returns `packages`: the names of packages to add by folder, such as `packages/app`;
 *   `snippets`: the code to add, each with the file that its first line names
 */
export function readInstallSteps() {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, section] = readme.split('\n## Install in your portal\n');
  const blocks = [
    ...section
      .split('\n## ')[0]
      .matchAll(/^```(?<language>\w+)\n(?<code>[\s\S]*?)^```$/gm),
  ].map(match => match.groups);

  const packages = {};
  const snippets = [];
  for (const { language, code } of blocks) {
    if (language === 'sh') {
      for (const line of code.trim().split('\n')) {
        const added = /^yarn --cwd (\S+) add (\S+)$/.exec(line);
        if (!added) throw new Error(`README.md: not understood: ${line}`);
        (packages[added[1]] ??= []).push(added[2]);
      }
    } else {
      const named = /^\/\/ (\S+)\n([\s\S]*)$/.exec(code);
      if (!named) throw new Error(`README.md: names no file: ${code}`);
      snippets.push({ file: named[1], code: named[2].trim() });
    }
  }
  return { packages, snippets };
}

/** @returns the resolutions of docs/install.md for portals before Backstage 1.57 */
export function readPins() {
  const guide = readFileSync(join(root, 'docs/install.md'), 'utf8');
  const [, section] = guide.split('\n## Backstage 1.55 and 1.56\n');
  const [, code] = /^```json\n([\s\S]*?)^```$/m.exec(section);
  return JSON.parse(code).resolutions;
}
