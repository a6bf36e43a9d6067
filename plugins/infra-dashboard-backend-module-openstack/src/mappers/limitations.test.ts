import {
  failed,
  ProviderFailure,
  success,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { accessRuleFailure } from '../failures';
import { message } from '../messages';
import type { ClusterParts } from './ClusterParts';
import { findLimitations } from './limitations';

const list = success({ items: [], skipped: 0, truncated: false });

/** What is reported where each list failed in this way. */
function limitationsOf(failure: (action: string) => ProviderFailure) {
  const parts = {
    token: { catalog: [], project: { id: 'p' }, userName: 'portal' },
    lastHypervisors: [],
    hypervisors: failed(failure('list hypervisors')),
    services: list,
    placement: failed(failure('read Placement')),
    pools: failed(failure('list pools')),
    servers: list,
    wantsAllProjects: true,
    allProjects: true,
  } as unknown as ClusterParts;
  return findLimitations(parts)
    .filter(({ code }) => /^(no-permission|storages)/.test(code))
    .map(({ code, remedy, remedyCode }) => [code, remedyCode ?? remedy]);
}

describe('findLimitations', () => {
  it('names the access rules where they forbid a list, and a role where that is missing', () => {
    expect(limitationsOf(accessRuleFailure)).toEqual([
      ['no-permission-nodes', 'outside-access-rules'],
      ['no-permission-placement', 'outside-access-rules'],
      ['storages-hidden', 'outside-access-rules'],
    ]);
    const forbidden = (action: string) =>
      new ProviderFailure(
        'FORBIDDEN',
        message('action-forbidden', { action }),
        {
          upstreamStatus: 403,
        },
      );
    expect(limitationsOf(forbidden)).toEqual([
      ['no-permission-nodes', expect.stringContaining('openstack role add')],
      ['no-permission-placement', 'grant-placement'],
      ['storages-hidden', expect.stringContaining('openstack role add')],
    ]);
  });
});
