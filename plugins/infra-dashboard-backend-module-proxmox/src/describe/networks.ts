import type { WorkloadPart } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  toFacts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { parseProperties, type PropertyString } from './properties';
import type { GuestConfig } from './schemas';

const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i;

/** A machine has its model as key of the address: `virtio=BC:24:…`; a container has `hwaddr`. */
function hardwareOf({ values }: PropertyString) {
  const container = values.get('hwaddr');
  if (container) return { address: container, model: values.get('type') };
  const [model, address] =
    [...values].find(([, value]) => MAC.test(value)) ?? [];
  return { address, model };
}

/** Network interfaces of a guest. */
export function mapNetworks(config: GuestConfig): WorkloadPart[] {
  return Object.keys(config)
    .filter(key => /^net\d+$/.test(key))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map(key => {
      const properties = parseProperties(config[key]);
      const { values } = properties;
      const { address, model } = hardwareOf(properties);
      return {
        kind: 'network',
        name: key,
        ...(values.get('link_down') === '1' && { state: 'disconnected' }),
        facts: toFacts([
          ['interface', cleanText(values.get('name'), 50)],
          ['model', cleanText(model, 50)],
          ['hardwareAddress', cleanText(address, 50)],
          ['bridge', cleanText(values.get('bridge'), 50)],
          ['vlan', cleanText(values.get('tag'), 10)],
          ['address', cleanText(values.get('ip'), 64)],
          ['address6', cleanText(values.get('ip6'), 64)],
          ['firewall', values.get('firewall') === '1' ? 'yes' : undefined],
        ]),
      };
    });
}
