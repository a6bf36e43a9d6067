import type {
  Health,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { judge } from './judge';

const of = (provider: string, ...healths: Health[]) =>
  healths.map(health => ({ provider, health } as Workload));

describe('the verdict on an entity', () => {
  it('is that of nothing where there is nothing but templates', () => {
    expect(judge([])).toBeUndefined();
    const template = { ...of('proxmox', 'stopped')[0], template: true };
    expect(judge([template])).toBeUndefined();
    expect(judge([template, ...of('proxmox', 'healthy')])).toMatchObject({
      health: 'healthy',
      total: 1,
    });
  });

  it.each<[Health[], Health]>([
    [['healthy', 'healthy'], 'healthy'],
    // One of several is down: it still works.
    [['healthy', 'failed'], 'degraded'],
    [['stopped', 'failed'], 'degraded'],
    [['failed', 'failed'], 'failed'],
    [['healthy', 'degraded'], 'degraded'],
    [['healthy', 'unknown'], 'unknown'],
    [['healthy', 'stopped'], 'stopped'],
  ])('of %j is %s', (healths, health) => {
    expect(judge(of('kubernetes', ...healths))?.health).toBe(health);
  });

  it('says on which platform how many of how many are not healthy, the worst first', () => {
    expect(
      judge([
        ...of('openstack', 'degraded', 'degraded', 'healthy'),
        ...of('kubernetes', 'healthy', 'failed', 'failed', 'stopped'),
        ...of('proxmox', 'failed'),
      ]),
    ).toEqual({
      health: 'degraded',
      total: 8,
      healthy: 2,
      unhealthy: [
        { provider: 'kubernetes', health: 'failed', count: 2, total: 4 },
        { provider: 'proxmox', health: 'failed', count: 1, total: 1 },
        { provider: 'openstack', health: 'degraded', count: 2, total: 3 },
        { provider: 'kubernetes', health: 'stopped', count: 1, total: 4 },
      ],
    });
  });
});
