import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { localIdOf, uuidsOf } from './MachineIndex';
import type { NodeIdentity } from './nodeIdentity';

const ofUuid = (uuid: string) => `uuid:${uuid}`;
const ofLocalId = (id: string) => `id:${id}`;
const ofAddress = (address: string) => `address:${address}`;

/** What nodes may know of a machine, each once. */
export function machineKeysOf(machine: Workload): string[] {
  return [
    ...new Set([
      ...uuidsOf(machine).map(ofUuid),
      ofLocalId(localIdOf(machine)),
      ...(machine.addresses ?? []).map(ofAddress),
    ]),
  ];
}

/** The keys that the machine of a node may have. */
export function keysOfNode(node: NodeIdentity): string[] {
  return [
    ...[node.uuid ?? [], node.systemUuids].flat().map(ofUuid),
    ...(node.local ? [ofLocalId(node.local.id)] : []),
    ...node.addresses.map(ofAddress),
  ];
}
