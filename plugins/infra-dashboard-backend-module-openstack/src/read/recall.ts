import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Server } from '../schemas';

/** Some are enough to see what a project or host was called. */
const SERVERS_PER_GROUP = 5;

/** What servers were last stored with, by what they have in common. */
export type Recall = (options: {
  groupOf(server: Server): string | undefined;
  shown(workload: Workload): string | undefined;
}) => Promise<Map<string, string[]>>;

/**
 * Recalls names that were given before a restart.
 *
 * @param load - reads stored workloads by their ids
 */
export function createRecall(
  servers: readonly Server[],
  load: (ids: readonly string[]) => Promise<readonly Workload[]>,
): Recall {
  return async ({ groupOf, shown }) => {
    const groups = new Map<string, string>();
    const counts = new Map<string, number>();
    for (const server of servers) {
      const group = groupOf(server);
      const count = (group !== undefined && counts.get(group)) || 0;
      if (group === undefined || count >= SERVERS_PER_GROUP) continue;
      counts.set(group, count + 1);
      groups.set(server.id, group);
    }
    const names = new Map<string, string[]>();
    if (groups.size === 0) return names;
    for (const workload of await load([...groups.keys()])) {
      const group = groups.get(workload.id);
      const name = shown(workload);
      if (group === undefined || name === undefined) continue;
      names.set(group, [...(names.get(group) ?? []), name]);
    }
    return names;
  };
}
