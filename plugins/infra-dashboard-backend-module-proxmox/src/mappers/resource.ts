import type { Resource } from '../schemas';

export function isGuest({ type }: Resource): boolean {
  return type === 'qemu' || type === 'lxc';
}

export function isNode({ type }: Resource): boolean {
  return type === 'node';
}

/** Unique in its cluster, also after the guest has moved to another node. */
export function guestKey({ type, vmid }: Resource): string {
  return `${type}/${vmid}`;
}

/** Whether PVE knows nothing but the number: five minutes after its node went offline. */
export function hasNoDetails({ name, maxcpu, maxmem }: Resource): boolean {
  return name === undefined && maxcpu === undefined && maxmem === undefined;
}

/** Guests that run on a node that is online. */
export function findRunningGuests(rows: Resource[]): Resource[] {
  const states = new Map(
    rows.filter(isNode).map(({ node, status }) => [node, status]),
  );
  return rows.filter(
    row =>
      isGuest(row) &&
      row.status === 'running' &&
      states.get(row.node) === 'online',
  );
}
