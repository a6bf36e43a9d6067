import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');

/** Platforms that ship with the plugin set. */
export const PLATFORMS = ['proxmox', 'kubernetes', 'openstack'] as const;

export function listFiles(folder: string, end: string): string[] {
  return readdirSync(join(ROOT, folder), {
    recursive: true,
    encoding: 'utf8',
  })
    .filter(path => path.endsWith(end))
    .map(path => join(folder, path))
    .sort();
}

export const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
export const PAGES = ['README.md', ...listFiles('docs', '.md')];

export interface Block {
  /** `docs/api.md, block 3` */
  name: string;
  language: string;
  text: string;
}

export function blocksOf(page: string): Block[] {
  const fences = read(page).matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm);
  return [...fences].map(([, indent, language, text], index) => ({
    name: `${page}, block ${index + 1}`,
    language,
    text: text.replace(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

export const BLOCKS = PAGES.flatMap(blocksOf);
export const withoutBlocks = (text: string) =>
  text.replace(/^( *)```[\s\S]*?^\1```$/gm, '');
