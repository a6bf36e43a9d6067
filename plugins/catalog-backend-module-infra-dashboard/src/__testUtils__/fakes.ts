import type {
  ClusterStatus,
  NodeStatus,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readConfig } from '../config';
import type { CatalogCluster } from '../inventory';
import { platformNames } from '../inventory/platforms';

/** Configuration of the module in a portal that has an `app.baseUrl`. */
export function fakeReading(infraDashboard: JsonObject = {}) {
  return readConfig(
    new ConfigReader({
      app: { baseUrl: 'https://portal.example/' },
      catalog: { providers: { infraDashboard } },
    }),
  );
}

export function fakeConfig(infraDashboard: JsonObject = {}) {
  return fakeReading(infraDashboard).value!;
}

/** Platforms as the API describes them. */
export const fakePlatforms = [
  { type: 'proxmox', title: 'Proxmox VE', terms: { node: 'node' } },
  {
    type: 'kubernetes',
    title: 'Kubernetes',
    terms: { node: 'node' },
    facts: {
      kubeletVersion: { catalog: 'annotation' as const },
      operatingSystem: { catalog: 'label' as const },
      architecture: { catalog: 'label' as const },
      zone: { catalog: 'label' as const },
      region: { catalog: 'label' as const },
      podCapacity: {},
    },
  },
  {
    type: 'openstack',
    title: 'OpenStack',
    terms: { node: 'hypervisor' },
    catalog: { node: 'openstack-hypervisor' },
  },
];

/** A cluster as the mapping takes it. */
export function fakeCatalogCluster(
  more: Partial<CatalogCluster> = {},
): CatalogCluster {
  return {
    name: 'pve-paris',
    provider: 'proxmox',
    platform: platformNames(more.provider ?? 'proxmox', fakePlatforms),
    providerName: more.name ?? 'pve-paris',
    nodes: [{ id: 'node/pve1', name: 'pve1' }],
    observedAt: 1_000,
    nodesAreComplete: true,
    factsAreComplete: true,
    ...more,
  };
}

/** A node as the API gives it, with numbers that change all the time. */
export function fakeNode(
  cluster: string,
  name: string,
  more: Partial<NodeStatus> = {},
): NodeStatus {
  return {
    id: name,
    name,
    cluster,
    provider: 'proxmox',
    status: 'online',
    health: 'healthy',
    cpu: { used: Math.random(), total: 8 },
    memory: { used: Math.random() * 1e9, total: 1e9 },
    uptime: Math.round(Math.random() * 1e6),
    ...more,
  };
}

/** A fresh and complete cluster as the API gives it. */
export function fakeClusterStatus(
  name: string,
  nodes: string[],
  more: Partial<ClusterStatus> = {},
): ClusterStatus {
  return {
    name,
    provider: 'proxmox',
    version: '9.2',
    health: 'healthy',
    freshness: { state: 'fresh', observedAt: new Date().toISOString() },
    totals: { cpu: {}, memory: {}, nodes: { total: nodes.length } },
    complete: { nodes: true, facts: true, workloads: true },
    nodes: nodes.map(node => fakeNode(name, node)),
    ...more,
  };
}

/** A provider that works, as the API gives it. */
export function fakeProvider(
  name: string,
  more: Partial<ProviderStatus> = {},
): ProviderStatus {
  return {
    name,
    type: 'proxmox',
    enabled: true,
    state: 'ok',
    source: 'app-config',
    ...more,
  };
}
