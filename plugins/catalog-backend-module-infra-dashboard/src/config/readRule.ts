import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { compileGlob, type Glob } from './compileGlob';
import type { Rule } from './types';

const RULE_KEYS = [
  'cluster',
  'type',
  'node',
  'include',
  'nodes',
  'owner',
  'system',
  'domain',
  'consoleUrl',
  'nodeConsoleUrl',
];

/**
 * Makes an entity reference whole. A short one means the default namespace, whichever
 * namespace the entities have: teams do not move when the entities do.
 *
 * @returns undefined where the text is no entity reference
 */
export function completeEntityRef(
  text: string,
  defaultKind: string,
): string | undefined {
  // The parser takes anything around its separators.
  if (/[\s\p{C}]/u.test(text.trim())) return undefined;
  try {
    return stringifyEntityRef(parseEntityRef(text.trim(), { defaultKind }));
  } catch {
    return undefined;
  }
}

/** @throws InputError where the value is no entity reference */
export function readEntityRef(
  config: Config,
  options: { key: string; defaultKind: string; prefix: string },
): string | undefined {
  const text = config.getOptionalString(options.key);
  if (text === undefined) return undefined;
  const ref = completeEntityRef(text, options.defaultKind);
  if (ref !== undefined) return ref;
  throw new InputError(
    `${options.prefix}.${options.key}: must be an entity reference`,
  );
}

function readPatterns(config: Config, key: string): Glob[] | undefined {
  if (!config.has(key)) return undefined;
  const texts = Array.isArray(config.get(key))
    ? config.getStringArray(key)
    : [config.getString(key)];
  return texts.map(compileGlob);
}

function readUrl(
  config: Config,
  options: { key: string; prefix: string },
): string | undefined {
  const template = config.getOptionalString(options.key);
  if (template === undefined) return undefined;
  const sample = template.replace(/\{(cluster|node|id)\}/g, 'x');
  if (/^https?:\/\//i.test(sample) && URL.canParse(sample)) return template;
  throw new InputError(
    `${options.prefix}.${options.key}: must be a URL that begins with http:// or https://`,
  );
}

/**
 * Reads one entry of `rules`.
 *
 * @throws InputError that names the key which is wrong; an unknown key is, since a
 *   misspelt filter would let everything through
 */
export function readRule(config: Config, prefix: string): Rule {
  const unknown = config.keys().find(key => !RULE_KEYS.includes(key));
  if (unknown !== undefined) {
    throw new InputError(
      `${prefix}.${unknown}: is not known; known are ${RULE_KEYS.join(', ')}`,
    );
  }
  return {
    cluster: readPatterns(config, 'cluster'),
    type: readPatterns(config, 'type'),
    node: readPatterns(config, 'node'),
    effects: {
      include: config.getOptionalBoolean('include'),
      nodes: config.getOptionalBoolean('nodes'),
      owner: readEntityRef(config, {
        key: 'owner',
        defaultKind: 'Group',
        prefix,
      }),
      system: readEntityRef(config, {
        key: 'system',
        defaultKind: 'System',
        prefix,
      }),
      domain: readEntityRef(config, {
        key: 'domain',
        defaultKind: 'Domain',
        prefix,
      }),
      consoleUrl: readUrl(config, { key: 'consoleUrl', prefix }),
      nodeConsoleUrl: readUrl(config, { key: 'nodeConsoleUrl', prefix }),
    },
  };
}
