import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { demoInventory } from '../__testUtils__/demoInventory';
import {
  clusterState,
  filterClusters,
  summarize,
  toneOf,
  withoutCluster,
} from '.';

const { clusters, providers } = demoInventory();
const named = (name: string) => clusters.find(one => one.name === name)!;
const namesOf = (some: ClusterStatus[]) => some.map(({ name }) => name);

describe('clusterState', () => {
  it('names the reason why the health of a cluster is unknown', () => {
    expect(clusterState(named('k8s-edge'))).toBe('UNREACHABLE');
    expect(clusterState(named('pve-new'))).toBe('pending');
    expect(clusterState(named('os-old'))).toBe('disabled');
    expect(clusterState(named('os-us'))).toBe('unknown');
  });

  it('shows the last known health as long as the backend returns it', () => {
    const stale = named('k8s-staging');
    expect(clusterState(stale)).toBe('healthy');
    expect(clusterState({ ...stale, health: 'unknown' })).toBe('TIMEOUT');
    expect(toneOf('TIMEOUT')).toBe('failed');
  });
});

describe('withoutCluster', () => {
  it('finds providers without a cluster', () => {
    expect(withoutCluster(providers, clusters).map(({ name }) => name)).toEqual(
      ['pve-berlin'],
    );
  });
});

describe('filterClusters', () => {
  const filter = (options: Partial<Parameters<typeof filterClusters>[1]>) =>
    namesOf(
      filterClusters(clusters, {
        providers: [],
        health: '',
        text: '',
        ...options,
      }),
    );

  it('takes several platforms, words in any order, and attention', () => {
    expect(filter({ providers: ['proxmox', 'openstack'] })).toHaveLength(6);
    expect(filter({ text: 'eu-1 OpenStack' })).toEqual(['os-eu']);
    expect(filter({ health: 'attention' })).toHaveLength(5);
    expect(filter({ health: 'healthy', providers: ['proxmox'] })).toEqual([
      'pve-lab',
    ]);
  });
});

describe('summarize', () => {
  it('adds up known amounts and separates measured ones', () => {
    const sum = summarize([
      named('pve-lab'),
      named('os-eu'),
      named('k8s-edge'),
    ]);
    expect(sum.cpu).toMatchObject({
      measuredTotal: 8,
      requestedTotal: 768,
      requested: 62,
      total: 776,
    });
    expect(sum.cpu.percentage).toBe(
      Math.round((sum.cpu.used! / 8) * 1000) / 10,
    );
    expect(sum.unread).toBe(1);
    expect(sum.nodes).toEqual({
      total: 5,
      healthy: 3,
      degraded: 1,
      failed: 1,
    });
    expect(sum.clusters).toEqual({
      total: 3,
      healthy: 1,
      degraded: 1,
      unavailable: 1,
    });
    expect(summarize([named('k8s-edge')]).cpu).toEqual({});
  });
});
