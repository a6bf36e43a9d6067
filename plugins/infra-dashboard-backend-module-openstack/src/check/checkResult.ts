import type {
  ConnectionCheck,
  Message,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

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
  const params = { ...remedy?.params, ...what?.params };
  return {
    id,
    title: TITLES[id],
    status,
    ...(what && { message: what.message, messageCode: what.code }),
    ...(remedy && { remedy: remedy.message, remedyCode: remedy.code }),
    ...(Object.keys(params).length > 0 && { params }),
  };
}

/** @param command - grants what is missing; default: the hint of the failure */
export function failedCheck(
  id: CheckId,
  status: Check['status'],
  failure: ProviderFailure,
  command?: string | Message,
): Check {
  const { hint, message, translation } = failure;
  const { hintCode, messageCode, params } = translation;
  const own = typeof command === 'object' ? command : undefined;
  const remedy = own?.message ?? (command as string | undefined) ?? hint;
  const remedyCode = command ? own?.code : hintCode;
  return {
    id,
    title: TITLES[id],
    status,
    message,
    ...(messageCode && { messageCode }),
    ...(remedy && { remedy }),
    ...(remedyCode && { remedyCode }),
    ...(params && { params }),
  };
}

export function skippedAfter(id: CheckId): Check[] {
  const ids = Object.keys(TITLES) as CheckId[];
  return ids.slice(ids.indexOf(id) + 1).map(next => checkOf(next, 'skipped'));
}
