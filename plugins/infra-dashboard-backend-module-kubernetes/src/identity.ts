/**
 * The uid of this namespace is the closest thing to an identity that a cluster has: it stays
 * when the address and the name of the cluster change.
 */
export const IDENTITY_NAMESPACE = 'kube-system';

/** The identity of a cluster in its readings. */
export function identityOf(uid: string): string {
  return `${IDENTITY_NAMESPACE}:${uid}`;
}
