import type { Completeness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Result } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  isForbidden,
  valueOf,
  type ClusterParts,
  type List,
} from './ClusterParts';
import { isAtLeast, parseMicroversion } from '../microversion';
import type { Server } from '../schemas';

/** Before, lists do not show that rows of a cell that does not respond are missing. */
const REPORTS_DOWN_CELLS = '2.69';

/** A server in a cell that does not respond: only its id and project are known. */
export function isStub({ status, flavor }: Server): boolean {
  return status === 'UNKNOWN' && !flavor;
}

function isComplete(result: Result<List<unknown>>): boolean {
  const list = valueOf(result);
  return list !== undefined && list.skipped === 0 && !list.truncated;
}

function hasDownCell({ servers, services }: ClusterParts): boolean {
  return Boolean(
    valueOf(servers)?.items.some(isStub) ||
      valueOf(services)?.items.some(
        ({ state, status }) => status === 'UNKNOWN' && !state,
      ),
  );
}

function reportsDownCells({ microversion }: ClusterParts): boolean {
  return isAtLeast(parseMicroversion(microversion.used), REPORTS_DOWN_CELLS);
}

/** Zones are facts of hypervisors, from the list of services. */
function areZonesComplete(parts: ClusterParts): boolean {
  const { hypervisors, services } = parts;
  if (isForbidden(services)) return true;
  if (!isComplete(services) || hasDownCell(parts)) return false;
  if (reportsDownCells(parts)) return true;
  const hosts = new Set(valueOf(services)?.items.map(({ host }) => host));
  return (valueOf(hypervisors)?.items ?? []).every(
    ({ service }) => !service?.host || hosts.has(service.host),
  );
}

/**
 * Whether something that was not read is known not to exist. What the role may never read
 * does not make facts incomplete. Servers of one project are complete only if no others are
 * wanted.
 */
export function findCompleteness(parts: ClusterParts): Completeness {
  const { hypervisors, servers } = parts;
  const isDown = hasDownCell(parts);
  return {
    nodes: isComplete(hypervisors) && !isDown,
    facts:
      (hypervisors.ok || isForbidden(hypervisors)) && areZonesComplete(parts),
    workloads:
      isComplete(servers) &&
      !isDown &&
      reportsDownCells(parts) &&
      (parts.allProjects || !parts.wantsAllProjects),
  };
}
