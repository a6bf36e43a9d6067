import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { isStub } from './completeness';
import type { ListResult } from '../client/listAll';
import { failureOf, valueOf, type Part } from '../parts';
import type { RegionParts } from '../ClusterParts';
import { adminRemedy, PLACEMENT_REMEDY, type Grantee } from '../remedies';

export function granteeOf(parts: Pick<RegionParts, 'token'>): Grantee {
  const { userName, project } = parts.token;
  return { user: userName, project: project.name ?? project.id };
}

function unreadable(
  id: string,
  title: string,
  part: Part<unknown>,
): Limitation[] {
  const failure = failureOf(part);
  if (!failure) return [];
  return [
    {
      code: `${id}-unreadable`,
      message: `The ${title} could not be read: ${failure.message}`,
      ...(failure.hint && { remedy: failure.hint }),
    },
  ];
}

function incomplete(
  id: string,
  title: string,
  part: Part<ListResult<unknown>>,
): Limitation[] {
  const list = valueOf(part);
  const limitations: Limitation[] = [];
  if (list && list.skipped > 0) {
    limitations.push({
      code: `${id}-not-understood`,
      message: `${list.skipped} of the ${title} made no sense and are left out`,
    });
  }
  if (list?.truncated) {
    limitations.push({
      code: `${id}-truncated`,
      message: `Only the first ${list.items.length} ${title} could be read`,
    });
  }
  return limitations;
}

function hostLimitations(parts: RegionParts): Limitation[] {
  const { hypervisors, services, lastHypervisors } = parts;
  if (hypervisors.state === 'denied') {
    return [
      {
        code: 'no-permission-nodes',
        message:
          'Nova shows hypervisors to admins only: the quota of the project is shown instead, and which of its instances share a host',
        remedy: adminRemedy(granteeOf(parts)),
      },
      ...unreadable('quota', 'quota of the project', parts.limits),
    ];
  }
  const limitations = [
    ...unreadable('hypervisors', 'hypervisors', hypervisors),
    ...incomplete('hypervisors', 'hypervisors', hypervisors),
    ...incomplete('services', 'compute services', services),
  ];
  if (failureOf(hypervisors) && lastHypervisors.length > 0) {
    limitations.push({
      code: 'hypervisors-outdated',
      message: 'The hypervisors are listed as they were when last read',
    });
  }
  if (services.state === 'denied') {
    limitations.push({
      code: 'no-permission-services',
      message:
        'The credentials may not list compute services, so availability zones are missing',
      remedy: adminRemedy(granteeOf(parts)),
    });
  } else {
    limitations.push(...unreadable('services', 'compute services', services));
  }
  return limitations;
}

function placementLimitations(parts: RegionParts): Limitation[] {
  const { placement, hypervisors } = parts;
  const hasNumbers = valueOf(hypervisors)?.items.some(
    ({ vcpus }) => typeof vcpus === 'number',
  );
  const instead = hasNumbers
    ? 'capacity is what Nova says, without overcommit'
    : 'capacity and allocation are not known';
  switch (placement.state) {
    case 'read':
      return placement.value.unread > 0
        ? [
            {
              code: 'placement-partial',
              message: `Placement did not answer for ${placement.value.unread} hosts: what is allocated there is missing or old`,
            },
          ]
        : [];
    case 'denied':
      return [
        {
          code: 'no-permission-placement',
          message: `The credentials may not read Placement: ${instead}`,
          remedy: PLACEMENT_REMEDY,
        },
      ];
    case 'absent':
      return [
        {
          code: 'placement-missing',
          message: `${placement.failure.message}: ${instead}`,
          remedy: placement.failure.hint,
        },
      ];
    case 'failed':
      return [
        {
          code: 'placement-unreadable',
          message: `Placement could not be read: ${instead}. ${placement.failure.message}`,
          remedy: placement.failure.hint,
        },
      ];
    default:
      return [];
  }
}

/** What the list of servers keeps from us. */
export function serverLimitations(
  parts: RegionParts,
  options: { allProjects: boolean | undefined },
): Limitation[] {
  const { servers, token } = parts;
  const limitations = incomplete('servers', 'servers', servers);
  if (!parts.allProjects) {
    const project = token.project.name ?? token.project.id;
    const isWanted = options.allProjects !== false;
    limitations.push({
      code: 'one-project-only',
      message: isWanted
        ? `Only the servers of the project ${project} are listed, since the credentials may not list those of all projects`
        : `Only the servers of the project ${project} are listed, since allProjects is false`,
      ...(isWanted && { remedy: adminRemedy(granteeOf(parts)) }),
    });
  }
  const stubs = (valueOf(servers)?.items ?? []).filter(isStub);
  if (stubs.length > 0) {
    limitations.push({
      code: 'cell-down',
      message: `A cell of Nova does not answer: ${
        stubs.length
      } servers are known by their id only${
        // Nova counts what it can reach.
        valueOf(parts.limits) ? ', and are missing from the used quota' : ''
      }`,
      remedy: 'Check the database and message queue of the cell',
    });
  }
  return limitations;
}

/** What is missing from the cluster and why. */
export function clusterLimitations(
  parts: RegionParts,
  options: { allProjects: boolean | undefined },
): Limitation[] {
  return [
    ...hostLimitations(parts),
    ...placementLimitations(parts),
    ...unreadable('servers', 'servers', parts.servers),
    ...serverLimitations(parts, options),
    {
      code: 'allocated-only',
      message:
        'OpenStack knows what is allocated to instances, not what they use: usage of CPU and memory is not shown',
    },
  ];
}
