import type { Completeness } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ListResult } from '../client/listAll';
import { isAtLeast, parseMicroversion } from '../microversion';
import { valueOf, type Part } from '../parts';
import type { RegionParts } from '../ClusterParts';
import type { Server } from '../schemas';

/** Before, Nova leaves out what is in a cell that does not respond, without a word. */
const NAMES_DOWN_CELLS = '2.69';

/** A server of a cell that does not respond: nothing but its id and project is known. */
export function isStub({ status, flavor }: Server): boolean {
  return status === 'UNKNOWN' && !flavor;
}

function isComplete(part: Part<ListResult<unknown>>): boolean {
  const list = valueOf(part);
  return list !== undefined && list.skipped === 0 && !list.truncated;
}

function hasDownCell({ servers, services }: RegionParts): boolean {
  return Boolean(
    valueOf(servers)?.items.some(isStub) ||
      valueOf(services)?.items.some(
        ({ state, status }) => status === 'UNKNOWN' && !state,
      ),
  );
}

function namesDownCells({ microversion }: RegionParts): boolean {
  return isAtLeast(parseMicroversion(microversion.used), NAMES_DOWN_CELLS);
}

/** Zones are facts, and come with the services. */
function zonesAreComplete(parts: RegionParts): boolean {
  const { hypervisors, services } = parts;
  if (services.state === 'denied') return true;
  if (!isComplete(services) || hasDownCell(parts)) return false;
  if (namesDownCells(parts)) return true;
  const hosts = new Set(valueOf(services)?.items.map(({ host }) => host));
  return (valueOf(hypervisors)?.items ?? []).every(
    ({ service }) => !service?.host || hosts.has(service.host),
  );
}

/**
 * Whether a hypervisor or a fact that was not read is known not to exist. What the role may
 * not see stays unknown for good, and holds nothing else up.
 */
export function clusterCompleteness(
  parts: RegionParts,
): Pick<Completeness, 'nodes' | 'facts'> {
  const { hypervisors } = parts;
  const areHostsKnown =
    hypervisors.state === 'read' || hypervisors.state === 'denied';
  return {
    nodes: isComplete(hypervisors) && !hasDownCell(parts),
    facts: areHostsKnown && zonesAreComplete(parts),
  };
}

/** The same for servers; those of one project are all where no others are wanted. */
export function workloadsAreComplete(
  parts: RegionParts,
  options: { allProjects: boolean | undefined },
): boolean {
  return (
    isComplete(parts.servers) &&
    !hasDownCell(parts) &&
    namesDownCells(parts) &&
    (parts.allProjects || options.allProjects === false)
  );
}
