import { toLimitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { message } from '../messages';
import type { ClusterParts } from './ClusterParts';

/** Major and minor version, which decide what a node supports: `9.1` of `9.1.2`. */
function releaseOf(version: string): string {
  return /^\d+\.\d+/.exec(version)?.[0] ?? version;
}

/** That the nodes of a cluster run several releases, as in the middle of an upgrade. */
export function findMixedVersions({
  nodeVersions = new Map(),
}: Pick<ClusterParts, 'nodeVersions'>): Limitation[] {
  const counts = new Map<string, number>();
  for (const version of nodeVersions.values()) {
    const release = releaseOf(version);
    counts.set(release, (counts.get(release) ?? 0) + 1);
  }
  if (counts.size < 2) return [];
  const versions = [...counts]
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([release, count]) => `${release} (${count})`)
    .join(', ');
  return [
    toLimitation(message('mixed-versions', { versions }), message('upgrade')),
  ];
}
