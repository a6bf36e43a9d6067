import type { Glob } from './compileGlob';
import type { Rule, RuleEffects } from './types';

/** The subject of a rule: a cluster, or one of its nodes. */
export interface RuleSubject {
  cluster: string;
  /** Name of the configured provider. */
  providerName: string;
  type: string;
  node?: string;
}

function matchesAny(patterns: Glob[] | undefined, text: string): boolean {
  return patterns === undefined || patterns.some(fits => fits(text));
}

function matches(rule: Rule, subject: RuleSubject): boolean {
  if (rule.node) {
    if (subject.node === undefined) return false;
    if (!matchesAny(rule.node, subject.node)) return false;
  }
  // By the provider as well: a cloud that gets a second region gets another cluster,
  // which must not get past a rule that leaves the cloud out.
  return (
    [subject.cluster, subject.providerName].some(name =>
      matchesAny(rule.cluster, name),
    ) && matchesAny(rule.type, subject.type)
  );
}

/**
 * The result of the rules for a cluster or node: for each key the first matching rule that sets
 * it.
 */
export function applyRules(rules: Rule[], subject: RuleSubject): RuleEffects {
  const merged: RuleEffects = {};
  for (const rule of rules) {
    if (!matches(rule, subject)) continue;
    for (const [key, value] of Object.entries(rule.effects)) {
      if (value !== undefined && !(key in merged)) {
        Object.assign(merged, { [key]: value });
      }
    }
  }
  return merged;
}
