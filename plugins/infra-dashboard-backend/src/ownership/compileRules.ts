import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { compileGlob } from './compileGlob';
import type { OwnershipDefault, OwnershipRule } from './readOwnershipConfig';

interface Scope {
  provider?: string;
  cluster?: string;
}

function inScope({ provider, cluster }: Scope, workload: Workload): boolean {
  return (
    (provider === undefined || provider === workload.provider) &&
    (cluster === undefined || cluster === workload.cluster)
  );
}

function own(
  record: Record<string, string> | undefined,
  key: string,
): string | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A compiled rule that finds values on workloads. */
export interface CompiledRule {
  entityRef?: string;
  owner?: string;
  /** The value for the templates; undefined if the rule does not match. */
  valueOf(workload: Workload): string | undefined;
}

/** Makes a rule of the configuration ready. */
export function compileRule(rule: OwnershipRule): CompiledRule {
  const { entityRef, owner, label, metadata } = rule;
  const pattern = rule.tag ?? rule.namespace;
  const capture = compileGlob(pattern ?? '', /\{value\}|\*/);
  const find = (workload: Workload): string | undefined => {
    if (label !== undefined) return own(workload.labels, label);
    if (metadata !== undefined) return own(workload.metadata, metadata);
    if (rule.namespace !== undefined) {
      return workload.namespace && capture(workload.namespace);
    }
    for (const tag of workload.tags ?? []) {
      const value = capture(tag);
      if (value) return value;
    }
    return undefined;
  };
  return {
    entityRef,
    owner,
    valueOf: workload =>
      (inScope(rule, workload) && find(workload)) || undefined,
  };
}

/** Makes a default of the configuration ready. */
export function compileDefault(
  one: OwnershipDefault,
): (workload: Workload) => boolean {
  const capture = one.namespace ? compileGlob(one.namespace, /\*/) : undefined;
  return workload =>
    inScope(one, workload) &&
    (!capture ||
      (workload.namespace !== undefined &&
        capture(workload.namespace) !== undefined));
}
