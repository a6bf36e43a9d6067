import type {
  ConnectionCheck,
  Message,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  toCheckTexts,
  toFailureTexts,
  type MessageText,
  type ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

export type Check = ConnectionCheck['checks'][number];

/** Steps in the order in which they depend on each other. */
const TITLES = {
  login: 'Log in to Keystone',
  catalog: 'Find Nova in the catalog',
  servers: 'List servers',
  projects: 'List the servers of all projects',
  hypervisors: 'List hypervisors',
  placement: 'Read Placement',
};

export type CheckId = keyof typeof TITLES;

/** @param details - what was found, and how to fix it */
export function checkOf(
  id: CheckId,
  status: Check['status'],
  details: { what?: Message; remedy?: Message } = {},
): Check {
  const { what, remedy } = details;
  return { id, title: TITLES[id], status, ...toCheckTexts(what, remedy) };
}

/** @param command - grants what is missing; default: the hint of the failure */
export function failedCheck(
  id: CheckId,
  status: Check['status'],
  failure: ProviderFailure,
  command?: MessageText,
): Check {
  return {
    id,
    title: TITLES[id],
    status,
    ...toFailureTexts(failure, command),
  };
}

export function skippedAfter(id: CheckId): Check[] {
  const ids = Object.keys(TITLES) as CheckId[];
  return ids.slice(ids.indexOf(id) + 1).map(next => checkOf(next, 'skipped'));
}
