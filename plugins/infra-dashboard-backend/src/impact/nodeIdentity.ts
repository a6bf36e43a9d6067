import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { normalizeUuid, swapUuid } from './uuid';

/** What a node reports of the machine that it runs on. */
export interface NodeIdentity {
  /** Type of the platform that the provider id names, where it names one. */
  platform?: string;
  /** From the provider id. */
  uuid?: string;
  /** From the provider id, where the id is no UUID and so is unique in its cluster only. */
  local?: { cluster: string; id: string };
  /** SMBIOS, in both byte orders. */
  systemUuids: string[];
  /** Those that other machines may reach it by. */
  addresses: string[];
}

const PROVIDER_ID = /^([a-z0-9+.-]+):\/\/(.*)$/i;

/** Schemes of distributions that name the node itself, not its machine. */
const NAMELESS = new Set(['k3s', 'rke2', 'k0s', 'talos', 'kubeadm']);

const LOCAL = /^(127\.|169\.254\.|::1$|fe80:)/i;

/**
 * Reads the provider id (`scheme:///<uuid>`, `scheme://region/<uuid>`, `scheme://cluster/<id>`,
 * where the scheme is the type of a platform), the system UUID and the addresses of a node.
 */
export function nodeIdentity(node: NodeStatus): NodeIdentity {
  const { providerID, systemUUID } = node.metadata ?? {};
  const [, rawScheme, path] = PROVIDER_ID.exec(providerID ?? '') ?? [];
  const scheme = rawScheme?.toLowerCase();
  const parts = path?.split('/').filter(Boolean) ?? [];
  const last = parts.at(-1);
  const platform = scheme && last && !NAMELESS.has(scheme) ? scheme : undefined;
  const uuid = normalizeUuid(last);
  const system = normalizeUuid(systemUUID);
  return {
    platform,
    uuid,
    ...(platform &&
      last &&
      !uuid && { local: { cluster: parts.slice(0, -1).join('/'), id: last } }),
    systemUuids: system ? [system, swapUuid(system)] : [],
    addresses: (node.addresses ?? []).filter(address => !LOCAL.test(address)),
  };
}
