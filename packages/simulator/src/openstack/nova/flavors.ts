import type { Instance } from '../../fleet/schema';
import type { SimulatedResponse } from '../../server/protocol';
import { GIB, MIB } from '../allocations';
import { pageResponse, type NovaRequest } from './request';
import { flavorName, linksOf } from './serverView';

/** `GET /flavors/detail`: one for every size that a server has. */
export function listFlavors(novaRequest: NovaRequest): SimulatedResponse {
  const { context, minor } = novaRequest;
  const { workloads } = context.cluster;
  const samples = context.memo.get(
    'flavors',
    () =>
      new Map<string, Instance>(
        workloads.map(server => [flavorName(server), server]),
      ),
  );
  return pageResponse(novaRequest, {
    key: 'flavors',
    items: [...samples].sort(([one], [other]) => (one < other ? -1 : 1)),
    idOf: ([name]) => name,
    render: ([name, server]) => ({
      id: name,
      name,
      ram: Math.round(server.memory / MIB),
      disk: Math.round(server.disk / GIB),
      // A text for nothing, until 2.75.
      swap: minor >= 75 ? 0 : '',
      'OS-FLV-EXT-DATA:ephemeral': 0,
      'OS-FLV-DISABLED:disabled': false,
      vcpus: server.cores,
      'os-flavor-access:is_public': true,
      rxtx_factor: 1,
      links: linksOf(novaRequest, `/flavors/${name}`),
      ...(minor >= 55 && { description: null }),
      ...(minor >= 61 && { extra_specs: {} }),
    }),
  });
}
