/** What a word on a workload refers to. */
export type ClaimKind =
  /** An entity with this `backstage.io/kubernetes-id`, else a component of this name. */
  | 'id'
  | 'component'
  | 'system'
  /** A component of this name, else a system. */
  | 'part';

/**
 * Keys that say outright which entity a workload belongs to: Kubernetes labels (and the
 * annotation, which the provider keeps as metadata), and keys of OpenStack metadata, which
 * may not hold a slash.
 */
export const EXPLICIT_KEYS = new Map<string, ClaimKind>([
  ['backstage.io/kubernetes-id', 'id'],
  ['backstage_io_kubernetes_id', 'id'],
  ['backstage.io_kubernetes-id', 'id'],
  ['backstage.io.kubernetes-id', 'id'],
  ['backstage.component', 'component'],
  ['backstage_component', 'component'],
  ['backstage.system', 'system'],
  ['backstage_system', 'system'],
]);

/** Metadata that holds a kept annotation of the same meaning as a label. */
export const EXPLICIT_METADATA = ['backstage.io/kubernetes-id'];

/**
 * Labels that every deployment tool sets and nobody set for us: the first one counts that
 * names an entity which is there, and only where nothing was said outright.
 */
export const CONVENTIONS: ReadonlyArray<[key: string, kind: ClaimKind]> = [
  ['app.kubernetes.io/name', 'id'],
  ['app.kubernetes.io/instance', 'id'],
  ['app.kubernetes.io/part-of', 'part'],
];

const PREFIXES: ReadonlyArray<[prefix: string, kind: ClaimKind]> = [
  ['backstage-', 'id'],
  ['component-', 'component'],
  ['system-', 'system'],
];

/**
 * Tags of Proxmox VE and OpenStack, and pools, that name an entity: `component-web-shop`.
 * PVE writes tags in lower case and allows only `a-z 0-9 _ + - .` in them.
 */
export function claimOfTag(
  tag: string,
): { kind: ClaimKind; value: string } | undefined {
  const text = tag.toLowerCase();
  for (const [prefix, kind] of PREFIXES) {
    if (text.startsWith(prefix) && text.length > prefix.length) {
      return { kind, value: text.slice(prefix.length) };
    }
  }
  return undefined;
}
