import type {
  NodePast,
  RequestOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { MemberClient } from '../client/MemberClient';
import { mapPast } from '../mappers/past';
import { rrdRowSchema } from '../schemas';
import { readRows } from './readResponse';

/** Each takes two requests, one after the other; a cluster of Proxmox VE has fewer. */
const MAX_NODES = 100;

/** The past of nodes that the cluster stores: of a week, and finer of the last day. */
export async function readPast(
  member: MemberClient,
  nodes: readonly string[],
  { signal }: RequestOptions,
): Promise<NodePast[]> {
  const past: NodePast[] = [];
  for (const node of nodes.slice(0, MAX_NODES)) {
    const read = (timeframe: 'day' | 'week') =>
      readRows(member, {
        path: `/nodes/${encodeURIComponent(
          node,
        )}/rrddata?timeframe=${timeframe}&cf=AVERAGE`,
        schema: rrdRowSchema,
        isLowPriority: true,
        signal,
      });
    past.push({
      node,
      points: mapPast({ week: await read('week'), day: await read('day') }),
    });
  }
  return past;
}
