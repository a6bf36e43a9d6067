import { z } from 'zod';
import {
  coreSchemaText,
  duration,
  readList,
  strictObject,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ConfigReport } from '../config';
import { isFullRef, normalizeRef } from './entityRefs';

const text = z
  .string(coreSchemaText('must-be-text'))
  .trim()
  .min(1, coreSchemaText('must-not-be-empty'));

const PLACEHOLDER = '{value}';

const template = (defaultKind: string) =>
  text.refine(
    value =>
      normalizeRef(value.replaceAll(PLACEHOLDER, 'value'), {
        kind: defaultKind,
      }) !== undefined,
    "must be an entity reference such as 'component:default/{value}'",
  );

const scope = { provider: text.optional(), cluster: text.optional() };

const ruleSchema = strictObject({
  ...scope,
  label: text.optional(),
  metadata: text.optional(),
  tag: text.optional(),
  namespace: text.optional(),
  entityRef: template('component').optional(),
  owner: template('group').optional(),
})
  .refine(
    rule =>
      [rule.label, rule.metadata, rule.tag, rule.namespace].filter(Boolean)
        .length === 1,
    'must have exactly one of label, metadata, tag and namespace',
  )
  .refine(
    rule => rule.entityRef ?? rule.owner,
    'must have an entityRef, an owner or both',
  );

const fixed = (defaultKind: string) =>
  template(defaultKind).refine(
    value => !value.includes(PLACEHOLDER),
    'holds {value}, which only rules have',
  );

const defaultSchema = strictObject({
  ...scope,
  namespace: text.optional(),
  entityRef: fixed('component').optional(),
  owner: fixed('group').optional(),
})
  .refine(
    one => one.namespace ?? one.cluster ?? one.provider,
    'must have a namespace, a cluster or a provider',
  )
  .refine(
    one => one.entityRef ?? one.owner,
    'must have an entityRef, an owner or both',
  );

const KEY = 'infraDashboard.ownership';

const DEFAULT_REFRESH_MS = 300_000;

/** The entries of the lists are checked one by one. */
const ownershipSchema = strictObject({
  refreshInterval: duration(1_000),
  rules: z.unknown().optional(),
  defaults: z.unknown().optional(),
  locations: z.unknown().optional(),
});

/** How labels, tags and namespaces of an organization name entities and owners. */
export type OwnershipRule = z.output<typeof ruleSchema>;

/** Owner of the workloads of a namespace, pool, project or cluster. */
export type OwnershipDefault = z.output<typeof defaultSchema>;

/** `infraDashboard.ownership`, checked. */
export interface OwnershipConfig {
  rules: OwnershipRule[];
  defaults: OwnershipDefault[];
  /** Beginnings of the locations whose entities count; absent: all. */
  locations?: string[];
  /** Milliseconds between two reads of the catalog. */
  refreshMs: number;
}

/** Reads `infraDashboard.ownership`. A wrong entry is left out; the others are used. */
export function readOwnershipConfig(report: ConfigReport): OwnershipConfig {
  const consequence = 'Wrong entries are not used';
  const read = report.read('ownership', {
    schema: ownershipSchema,
    consequence,
  });
  const rules = readList(`${KEY}.rules`, read.rules, ruleSchema);
  const defaults = readList(`${KEY}.defaults`, read.defaults, defaultSchema);
  const locations = readList(`${KEY}.locations`, read.locations, text);
  report.set(
    `${KEY} entries`,
    [...rules.issues, ...defaults.issues, ...locations.issues],
    consequence,
  );
  return {
    refreshMs: read.refreshInterval ?? DEFAULT_REFRESH_MS,
    rules: rules.value,
    defaults: defaults.value,
    // Where an entry is wrong, fewer entities count, not all of them.
    ...(read.locations !== undefined && { locations: locations.value }),
  };
}

/**
 * Fills in what a rule found. A value that is a full reference itself takes the place of the
 * template, where it is of the same kind.
 *
 * @returns undefined where that makes no reference
 */
export function fillTemplate(
  pattern: string,
  value: string,
  defaultKind: string,
): string | undefined {
  const kindOf = (ref: string | undefined) => ref?.split(':')[0];
  const defaults = { kind: defaultKind };
  if (!isFullRef(value)) {
    return normalizeRef(pattern.replaceAll(PLACEHOLDER, value), defaults);
  }
  const ref = normalizeRef(value, defaults);
  const example = pattern.replaceAll(PLACEHOLDER, 'value');
  return kindOf(ref) === kindOf(normalizeRef(example, defaults))
    ? ref
    : undefined;
}
