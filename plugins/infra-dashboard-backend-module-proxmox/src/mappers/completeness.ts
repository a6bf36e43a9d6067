import type { Completeness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { findHiddenGuests, mayReadAllGuests, type LimitationSources } from '.';
import { quorateOf } from './ClusterParts';

/** Rows that are not understood, or the view of a member that others have moved on from. */
function isPartial({ odd, facts }: LimitationSources): boolean {
  return odd > 0 || quorateOf(facts) === false;
}

/**
 * Whether a node or a fact that was not read is known not to exist. Nodes are listed whatever
 * the rights are.
 */
export function clusterCompleteness(
  sources: LimitationSources,
): Pick<Completeness, 'nodes' | 'facts'> {
  return {
    nodes: !isPartial(sources) && sources.rows.some(one => one.type === 'node'),
    facts: sources.facts.version !== undefined,
  };
}

/**
 * The same for guests. Missing rights make the list shorter and nothing else, so it takes the
 * permissions to know that all are listed, read after the last guest was missing from it.
 */
export function workloadsAreComplete(sources: LimitationSources): boolean {
  const { facts } = sources;
  return (
    !isPartial(sources) &&
    facts.permissions !== undefined &&
    !facts.arePermissionsDoubted &&
    mayReadAllGuests(facts.permissions) &&
    findHiddenGuests(sources).length === 0
  );
}
