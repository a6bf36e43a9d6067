import type {
  ConnectionCheck,
  Message,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  toCheckTexts,
  toCheckTitle,
  toFailureTexts,
  type MessageText,
  type ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';

export type Check = ConnectionCheck['checks'][number];

/** Steps in the order in which they depend on each other. */
const IDS = [
  'login',
  'catalog',
  'servers',
  'projects',
  'hypervisors',
  'placement',
] as const;

export type CheckId = (typeof IDS)[number];

function describeStep(id: CheckId) {
  return { id, ...toCheckTitle(message(`title-${id}`)) };
}

/** A check of one of several regions, which both its id and its title name. */
export function inRegion(check: Check, cluster: string): Check {
  const id = check.id as Exclude<CheckId, 'login'>;
  return {
    ...check,
    id: `${id}:${cluster}`,
    ...toCheckTitle(message(`title-${id}-of`, { cluster })),
  };
}

/** @param details - what was found, and how to fix it */
export function checkOf(
  id: CheckId,
  status: Check['status'],
  details: { what?: Message; remedy?: Message } = {},
): Check {
  const { what, remedy } = details;
  return { ...describeStep(id), status, ...toCheckTexts(what, remedy) };
}

/** @param command - grants what is missing; default: the hint of the failure */
export function failedCheck(
  id: CheckId,
  status: Check['status'],
  failure: ProviderFailure,
  command?: MessageText,
): Check {
  return {
    ...describeStep(id),
    status,
    ...toFailureTexts(failure, command),
  };
}

export function skippedAfter(id: CheckId): Check[] {
  return IDS.slice(IDS.indexOf(id) + 1).map(next => checkOf(next, 'skipped'));
}
