import type { KubernetesCluster } from '../fleet/schema';
import type { SimulatedResponse } from '../server/protocol';
import { json, text } from './responses';
import { KINDS } from './objects/store';

const METRICS = 'metrics.k8s.io';

export function versionOf({ version }: KubernetesCluster) {
  const [major, minor] = version.slice(1).split('.');
  return {
    major,
    minor,
    emulationMajor: major,
    emulationMinor: minor,
    minCompatibilityMajor: major,
    minCompatibilityMinor: String(Number(minor) - 1),
    gitVersion: version,
    gitCommit: '98b35193b2ac7a23a673325f5e9b830ecd5ba406',
    gitTreeState: 'clean',
    buildDate: '2026-08-21T00:00:00Z',
    goVersion: 'go1.26.11',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

function resourceList(groupVersion: string, resources: object[]) {
  return json({
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources,
  });
}

function metricsResources() {
  const verbs = ['get', 'list'];
  return resourceList(`${METRICS}/v1beta1`, [
    {
      name: 'nodes',
      singularName: '',
      namespaced: false,
      kind: 'NodeMetrics',
      verbs,
    },
    {
      name: 'pods',
      singularName: '',
      namespaced: true,
      kind: 'PodMetrics',
      verbs,
    },
  ]);
}

/** Responses of `/api`, `/apis` and below; undefined for other paths. */
export function discover(
  path: string,
  cluster: KubernetesCluster,
): SimulatedResponse | undefined {
  if (path === '/api') {
    return json({
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [],
    });
  }
  const versions: Record<string, string> = { apps: 'v1', batch: 'v1' };
  if (cluster.metrics !== 'off') versions[METRICS] = 'v1beta1';
  if (path === '/apis') {
    return json({
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: Object.entries(versions).map(([name, version]) => {
        const entry = { groupVersion: `${name}/${version}`, version };
        return { name, versions: [entry], preferredVersion: entry };
      }),
    });
  }
  const [, group = '', version] =
    /^\/api(?:s\/([^/]+))?\/([^/]+)$/.exec(path) ?? [];
  if (version === undefined || (group && versions[group] !== version)) {
    return undefined;
  }
  if (group === METRICS) {
    return cluster.metrics === 'broken'
      ? text(503, 'service unavailable\n')
      : metricsResources();
  }
  if (!group && version !== 'v1') return undefined;
  return resourceList(
    group ? `${group}/${version}` : version,
    KINDS.filter(kind => kind.group === group).map(kind => ({
      name: kind.resource,
      singularName: kind.singular,
      namespaced: kind.namespaced,
      kind: kind.kind,
      verbs: ['get', 'list', 'watch'],
    })),
  );
}
