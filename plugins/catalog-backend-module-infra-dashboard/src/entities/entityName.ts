import { createHash } from 'node:crypto';

const MAX_LENGTH = 63;
/** 40 bits: two of 10,000 names share a hash once in 20,000 portals. */
const HASH_LENGTH = 10;
/**
 * Between cluster and node. Plain names never hold it, so that `a--b` is the node `b` of
 * the cluster `a` and nothing else.
 */
const SEPARATOR = '--';
/** Upper case is not plain: entity references make no difference between Prod and prod. */
const PLAIN = /^[a-z0-9]+(?:[-._][a-z0-9]+)*$/;

/** The object that a name identifies. */
export interface NamedThing {
  cluster: string;
  /** Absent for the cluster itself. */
  node?: string;
  /** Only where the node's name is not unique in its cluster. */
  id?: string;
}

/** So much of a name is looked at; some dozen characters of it are shown. */
const MAX_READ = 1_000;

/** The readable part of a name: ASCII without accents, everything else as dashes. */
function toSlug(text: string): string {
  // Cut first: to normalize a text takes quadratic time, if it is full of accents.
  return text
    .slice(0, MAX_READ)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/[-._]{2,}/g, '-')
    .replace(/^[-._]|[-._]$/g, '');
}

/** A slug has no two separators in a row. */
function cut(slug: string, length: number): string {
  return slug.slice(0, length).replace(/[-._]$/, '');
}

function fit([cluster, node]: string[], length: number): string {
  if (!cluster || !node) return cut(cluster || node || 'unnamed', length);
  const room = length - SEPARATOR.length;
  const ofNode = cut(node, Math.max(room - cluster.length, room / 2));
  return `${cut(cluster, room - ofNode.length)}${SEPARATOR}${ofNode}`;
}

/**
 * Name of the entity of a cluster or node. It depends on nothing else in the catalog, so
 * it stays the same whatever other entities come and go.
 *
 * @returns the name itself where it is valid, else a slug with a hash of the true name; at
 *   most 63 characters of [a-z0-9-_.]
 */
export function entityName(thing: NamedThing): string {
  const { cluster, node, id } = thing;
  const parts = node === undefined ? [cluster] : [cluster, node];
  const plain = parts.join(SEPARATOR);
  if (
    id === undefined &&
    plain.length <= MAX_LENGTH &&
    parts.every(part => PLAIN.test(part))
  ) {
    return plain;
  }
  // JSON distinguishes the parts and lone surrogates; joined UTF-8 text does not.
  const hash = createHash('sha256')
    .update(JSON.stringify(id === undefined ? parts : [...parts, id]))
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const room = MAX_LENGTH - HASH_LENGTH - 1;
  return `${fit(parts.map(toSlug), room)}-${hash}`;
}
