import {
  forEachSliced,
  limitRows,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { MemberClient } from '../client/MemberClient';
import { invalidResponse, LABEL } from '../failures';
import type { MemberReading } from '../mappers/ClusterParts';
import { isGuest, isNode } from '../mappers/resource';
import {
  lenientResourceSchema,
  plainResourceSchema,
  type Resource,
} from '../schemas';

type ParsedResources = Pick<MemberReading, 'rows' | 'invalidRows'>;

/** Whether a node has its name and a guest its number, if necessary taken from `id`. */
function isIdentified(row: Resource): boolean {
  const inId = /^[a-z]+\/(.+)$/.exec(row.id ?? '')?.[1];
  if (isNode(row)) {
    row.node ??= row.name ?? inId;
    return Boolean(row.node);
  }
  if (isGuest(row)) {
    row.vmid ??= Number(inId);
    return Number.isSafeInteger(row.vmid);
  }
  return true;
}

/**
 * Parses rows of every type. The lenient schema costs four times as much, so it is used only
 * for rows that the plain one rejects; the work on a long list is sliced.
 */
export async function parseResources(
  data: unknown[],
): Promise<ParsedResources> {
  const rows: Resource[] = [];
  let invalidRows = 0;
  await forEachSliced(data, row => {
    const plain = plainResourceSchema.safeParse(row);
    const parsed = plain.success ? plain : lenientResourceSchema.safeParse(row);
    if (parsed.success && isIdentified(parsed.data)) rows.push(parsed.data);
    else invalidRows += 1;
  });
  return { rows, invalidRows };
}

/** `GET /cluster/resources`: all nodes, guests and storages in one response. */
export async function readResources(
  member: MemberClient,
  signal: AbortSignal,
): Promise<ParsedResources> {
  const data = await member.get('/cluster/resources', { signal });
  if (!Array.isArray(data)) throw invalidResponse();
  const resources = await parseResources(limitRows(data, LABEL));
  // PVE always lists its nodes: malformed rows must not look like an empty cluster.
  if (resources.invalidRows > 0 && !resources.rows.some(isNode)) {
    throw invalidResponse();
  }
  return resources;
}
