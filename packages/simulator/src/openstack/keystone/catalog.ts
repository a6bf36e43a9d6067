import type { OpenStackCluster } from '../../fleet/schema';
import { keystoneId } from '../ids';

/** The catalog of a token: all services on one server, with different paths. */
export function catalogOf(cluster: OpenStackCluster, origin: string) {
  const { name: cloud, region } = cluster;
  const service = (type: string, name: string, path: string) => ({
    endpoints: ['public', 'internal', 'admin'].map(kind => ({
      id: keystoneId(cloud, type, kind),
      interface: kind,
      region_id: region,
      url: `${origin}${path}`,
      region,
    })),
    id: keystoneId(cloud, type),
    type,
    name,
  });
  return [
    service('compute', 'nova', '/compute/v2.1'),
    service('identity', 'keystone', '/v3'),
    ...(cluster.placement
      ? [service('placement', 'placement', '/placement')]
      : []),
  ];
}
