import { toResult } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Message } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { OpenStackClient } from '../client';
import { SERVICES } from '../client/catalog';
import type { OpenStackRequest } from '../client/request';
import { isForbidden } from '../mappers/ClusterParts';
import type { OpenStackSettings } from '../config/settings';
import { missingService } from '../failures';
import { message } from '../messages';
import { formatMicroversion } from '../microversion';
import { adminRemedy, readerRemedy, type Grantee } from '../remedies';
import {
  checkOf,
  failedCheck,
  skippedAfter,
  type Check,
  type CheckId,
} from './types';

export interface CheckRegionOptions {
  client: OpenStackClient;
  grantee: Grantee;
  settings: OpenStackSettings;
  signal: AbortSignal;
}

async function checkCatalog(options: CheckRegionOptions): Promise<Check> {
  const { client, settings, signal } = options;
  const found = await toResult(client.target('compute', signal));
  if (!found.ok) return failedCheck('catalog', 'failed', found.failure);
  const target = found.value;
  if (!target) {
    const failure = missingService(SERVICES.compute);
    return failedCheck('catalog', 'failed', failure);
  }
  const region = target.region ?? '-';
  if (settings.identityUrl.startsWith('https:') && target.isPlain) {
    return checkOf('catalog', 'warning', {
      what: message('nova-plain-http', { region }),
      remedy: message('use-https'),
    });
  }
  return checkOf('catalog', 'passed', {
    what: target.max
      ? message('nova-found', {
          region,
          microversion: formatMicroversion(target.max),
        })
      : message('nova-found-without-versions', { region }),
  });
}

async function checkRequest(
  id: CheckId,
  options: {
    client: OpenStackClient;
    request: OpenStackRequest;
    /** Status of the check if the request fails. */
    otherwise: Check['status'];
    /** Grants what is forbidden. */
    remedy: string | Message;
  },
): Promise<Check> {
  const { client, otherwise, remedy, request } = options;
  const response = await toResult(client.get(request));
  if (response.ok) return checkOf(id, 'passed');
  const command = isForbidden(response) ? remedy : undefined;
  return failedCheck(id, otherwise, response.failure, command);
}

/** The checks of one region. */
export async function checkRegion(
  options: CheckRegionOptions,
): Promise<Check[]> {
  const { client, grantee, settings, signal } = options;
  const catalog = await checkCatalog(options);
  if (catalog.status === 'failed') {
    return [catalog, ...skippedAfter('catalog')];
  }
  const servers = {
    service: 'compute' as const,
    path: '/servers/detail',
    signal,
  };
  const admin = adminRemedy(grantee);
  return Promise.all([
    catalog,
    checkRequest('servers', {
      client,
      request: { ...servers, query: { limit: 1 }, action: 'list servers' },
      otherwise: 'failed',
      remedy: readerRemedy(grantee),
    }),
    settings.allProjects === false
      ? checkOf('projects', 'skipped', {
          what: message('all-projects-disabled'),
        })
      : checkRequest('projects', {
          client,
          request: {
            ...servers,
            query: { limit: 1, all_tenants: 1 },
            action: 'list the servers of all projects',
          },
          otherwise: 'warning',
          remedy: admin,
        }),
    checkRequest('hypervisors', {
      client,
      request: {
        service: 'compute',
        path: '/os-hypervisors/detail',
        query: { limit: 1 },
        action: 'list hypervisors',
        signal,
      },
      otherwise: 'warning',
      remedy: admin,
    }),
    checkRequest('placement', {
      client,
      request: {
        service: 'placement',
        path: '/resource_providers',
        action: 'list resource providers',
        signal,
      },
      otherwise: 'warning',
      remedy: message('grant-placement'),
    }),
  ]);
}
