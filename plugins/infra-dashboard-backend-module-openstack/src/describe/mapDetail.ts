import type {
  WorkloadDetail,
  WorkloadEvent,
  WorkloadPart,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  toFacts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { toUtc } from '../mappers/quantity';
import type { InstanceAction, ServerDetail } from './schemas';

/** One part for each address: a port has a fixed one, and may have floating ones. */
function mapNetworks({ addresses }: ServerDetail): WorkloadPart[] {
  return Object.entries(addresses ?? {}).flatMap(([network, list]) =>
    (list ?? []).map(one => ({
      kind: 'network',
      name: cleanText(network, 100) ?? '',
      facts: toFacts([
        ['address', cleanText(one.addr, 64)],
        ['addressType', cleanText(one['OS-EXT-IPS:type'], 50)],
        ['hardwareAddress', cleanText(one['OS-EXT-IPS-MAC:mac_addr'], 50)],
      ]),
    })),
  );
}

function mapVolumes(server: ServerDetail): WorkloadPart[] {
  const volumes = server['os-extended-volumes:volumes_attached'] ?? [];
  return volumes.map(({ delete_on_termination: isTemporary, id }) => ({
    kind: 'volume',
    name: cleanText(id, 100) ?? '',
    facts: toFacts([['deleteOnTermination', isTemporary ? 'yes' : undefined]]),
  }));
}

function listOf(names: string[] | undefined): string | undefined {
  return cleanText([...new Set(names)].join(', '));
}

/** Details of `GET /servers/{id}`. */
export function mapServer(server: ServerDetail): WorkloadDetail {
  const { fault, security_groups: groups, server_groups: families } = server;
  return {
    facts: toFacts([
      ['fault', cleanText(fault?.message)],
      ['faultAt', toUtc(fault?.created), 'time'],
      ['securityGroups', listOf(groups?.map(({ name }) => name))],
      ['serverGroups', listOf(families ?? [])],
      [
        'rootDevice',
        cleanText(server['OS-EXT-SRV-ATTR:root_device_name'], 100),
      ],
    ]),
    parts: [...mapVolumes(server), ...mapNetworks(server)],
  };
}

/** The actions on a server, the latest first; a message means that one failed. */
export function mapActions(actions: InstanceAction[]): WorkloadEvent[] {
  return actions
    .map((one): WorkloadEvent => {
      const text = cleanText(one.message);
      return {
        at: toUtc(one.start_time),
        type: text ? 'warning' : 'normal',
        reason: cleanText(one.action, 100) ?? 'unknown',
        ...(text && { text }),
      };
    })
    .sort((a, b) => Date.parse(b.at ?? '0') - Date.parse(a.at ?? '0'));
}
