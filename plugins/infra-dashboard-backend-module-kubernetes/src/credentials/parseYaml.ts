import { parseAllDocuments, type ScalarTag, type Tags } from 'yaml';

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
 * Parses YAML 1.1 as kubectl does: with merge keys, `yes` as true, the last one of equal
 * keys, and the first one of several documents.
 */
export function parseYaml(content: string): unknown {
  const [document] = parseAllDocuments(content, {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    customTags: toGoTags,
  });
  if (!document) return undefined;
  if (document.errors.length > 0) throw document.errors[0];
  return document.toJS({ maxAliasCount: MAX_ALIASES });
}
