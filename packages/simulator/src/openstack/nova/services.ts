import { uuid } from '../../fleet/derive';
import type { Host } from '../../fleet/schema';
import type { SimulatedResponse } from '../../server/protocol';
import { json, novaForbidden } from '../responses';
import { serviceHost, serviceId } from '../ids';
import type { NovaRequest } from './request';

const CONTROL = ['nova-conductor', 'nova-scheduler'];
const CREATED = '2026-11-01T08:00:00.000000';

function stamp({ context }: NovaRequest, isUp: boolean): string {
  const { frozen, now } = context.clock;
  return isUp && !frozen
    ? new Date(now).toISOString().replace('Z', '000')
    : '2026-11-23T04:02:43.000000';
}

/** `GET /os-services`: of the control plane and of every host. */
export function listServices(novaRequest: NovaRequest): SimulatedResponse {
  const { context, minor, isAdmin, request } = novaRequest;
  const { cluster } = context;
  if (!isAdmin) return novaForbidden('os-services:list');
  const binary = request.query.get('binary');
  const wants = (name: string) => !binary || binary === name;
  const forced = minor >= 11 ? { forced_down: false } : {};
  const control = CONTROL.filter(wants).map((name, index) => ({
    binary: name,
    host: 'controller',
    id: minor >= 53 ? uuid(cluster.name, 'service', name) : index + 1,
    zone: 'internal',
    status: 'enabled',
    state: 'up',
    updated_at: stamp(novaRequest, true),
    disabled_reason: null,
    ...forced,
  }));
  const compute = (host: Host, index: number) => ({
    binary: 'nova-compute',
    host: serviceHost(host.name),
    id: minor >= 53 ? serviceId(cluster, host.name) : index + 3,
    zone: host.zone,
    status: host.disabledReason === undefined ? 'enabled' : 'disabled',
    state: host.state,
    updated_at: stamp(novaRequest, host.state === 'up'),
    disabled_reason: host.disabledReason ?? null,
    ...forced,
  });
  const unknown = ({ name }: Host) => ({
    binary: 'nova-compute',
    host: serviceHost(name),
    status: 'UNKNOWN',
  });
  if (cluster.cellDown) {
    const services =
      minor >= 69 && wants('nova-compute') ? cluster.nodes.map(unknown) : [];
    return json(200, { services });
  }
  return json(200, {
    services: [
      ...control,
      ...(wants('nova-compute') ? cluster.nodes.map(compute) : []),
    ],
  });
}

function zonesOf({ context }: NovaRequest): string[] {
  return [...new Set(context.cluster.nodes.map(({ zone }) => zone))];
}

/** `GET /os-aggregates`: one for every zone but the one that needs none. */
export function listAggregates(novaRequest: NovaRequest): SimulatedResponse {
  const { cluster } = novaRequest.context;
  if (!novaRequest.isAdmin) return novaForbidden('os-aggregates:index');
  const zones = zonesOf(novaRequest).filter(zone => zone !== 'nova');
  return json(200, {
    aggregates: zones.map((zone, index) => ({
      id: index + 1,
      ...(novaRequest.minor >= 41 && {
        uuid: uuid(cluster.name, 'aggregate', zone),
      }),
      name: zone,
      hosts: cluster.nodes
        .filter(host => host.zone === zone)
        .map(({ name }) => serviceHost(name)),
      metadata: { availability_zone: zone },
      created_at: CREATED,
      updated_at: null,
      deleted_at: null,
      deleted: false,
      availability_zone: zone,
    })),
  });
}

/** `GET /os-availability-zone` */
export function listZones(novaRequest: NovaRequest): SimulatedResponse {
  return json(200, {
    availabilityZoneInfo: zonesOf(novaRequest).map(zoneName => ({
      zoneName,
      zoneState: { available: true },
      hosts: null,
    })),
  });
}
