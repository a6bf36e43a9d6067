import { parse, type ScalarTag, type Tags } from 'yaml';

/** Enough for a file whose entries share their settings, and no way to fill the memory. */
const MAX_ALIASES = 1000;

/** An integer of YAML 1.2, which kubectl reads as well. */
const OCTAL: ScalarTag = {
  default: true,
  tag: 'tag:yaml.org,2002:int',
  test: /^[-+]?0o[0-7_]+$/,
  resolve: text => Number(text.replace(/[-+_]/g, '')),
};

/** kubectl reads times such as `2026-01-01` and `12:30` as text. */
function toGoTags(tags: Tags): Tags {
  const isTime = (tag: Tags[number]) =>
    typeof tag !== 'string' &&
    (tag.tag.endsWith(':timestamp') ||
      ('format' in tag && tag.format === 'TIME'));
  return [...tags.filter(tag => !isTime(tag)), OCTAL];
}

/**
 * Parses YAML 1.1 as kubectl does: with merge keys, `yes` as true, and the last one of equal
 * keys.
 */
export function parseYaml(content: string): unknown {
  return parse(content, {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    customTags: toGoTags,
    maxAliasCount: MAX_ALIASES,
    // Warnings quote the file.
    logLevel: 'error',
  });
}
