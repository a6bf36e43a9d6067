import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { normalizeUuid, swapUuid } from './uuid';

/** What a Kubernetes node says of the machine that it runs on. */
export interface NodeIdentity {
  /** As it came, for people. */
  providerId?: string;
  /** From the provider id. */
  uuid?: string;
  /** Proxmox VE: from the provider id, with the name of the cluster in words of its CCM. */
  vmid?: { region: string; number: string };
  /** SMBIOS, in both byte orders. */
  systemUuids: string[];
  /** Empty where the provider id names another platform or bare metal. */
  addresses: string[];
}

const PROVIDER_ID = /^([a-z0-9+.-]+):\/\/(.*)$/i;

/** Schemes of distributions that name the node itself, not its machine. */
const NAMELESS = new Set(['k3s', 'rke2', 'k0s', 'talos', 'kubeadm']);

const LOCAL = /^(127\.|169\.254\.|::1$|fe80:)/i;

function read(node: NodeStatus): NodeIdentity {
  const { providerID, systemUUID } = node.metadata ?? {};
  const [, rawScheme, path] = PROVIDER_ID.exec(providerID ?? '') ?? [];
  const scheme = rawScheme?.toLowerCase();
  const parts = path?.split('/').filter(Boolean) ?? [];
  const last = parts.at(-1);
  const system = normalizeUuid(systemUUID);
  // Who says to be on metal, or in another cloud, shares addresses by chance only.
  const mayShare =
    !scheme || NAMELESS.has(scheme) || scheme === 'proxmox' || !last;
  return {
    providerId: providerID,
    uuid: normalizeUuid(last),
    ...(scheme === 'proxmox' &&
      last &&
      /^\d{1,9}$/.test(last) && {
        vmid: { region: parts.slice(0, -1).join('/'), number: last },
      }),
    systemUuids: system ? [system, swapUuid(system)] : [],
    addresses: mayShare
      ? (node.addresses ?? []).filter(address => !LOCAL.test(address))
      : [],
  };
}

const identities = new WeakMap<NodeStatus, NodeIdentity>();

/**
 * Reads `spec.providerID` in its dialects (`openstack:///<uuid>`, `openstack://region/<uuid>`,
 * `proxmox://cluster/<vmid>`, `proxmox://<uuid>`), `systemUUID` and the addresses of a node
 * (K16). Read once per node and reading.
 */
export function nodeIdentity(node: NodeStatus): NodeIdentity {
  let identity = identities.get(node);
  if (!identity) {
    identity = read(node);
    identities.set(node, identity);
  }
  return identity;
}
