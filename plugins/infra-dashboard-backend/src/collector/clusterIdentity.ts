import {
  coreMessage,
  failed,
  ProviderFailure,
  success,
  type ClusterReading,
  type Topology,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

type Identity = Topology['identity'];

/** The parts of an identity; none where it is not known. */
export function identityParts(identity: Identity): string[] {
  if (identity === undefined) return [];
  return typeof identity === 'string' ? [identity] : identity;
}

/** Whether two readings may be of the same cluster: one of them is unknown, or they share a part. */
function mayBeSame(a: Identity, b: Identity): boolean {
  const known = new Set(identityParts(a));
  const others = identityParts(b);
  if (known.size === 0 || others.length === 0) return true;
  return others.some(part => known.has(part));
}

/** Why readings of another installation are refused. */
export function otherCluster(): ProviderFailure {
  return new ProviderFailure('MISCONFIGURED', coreMessage('another-cluster'), {
    hint: coreMessage('correct-address'),
  });
}

/**
 * Refuses a reading of another cluster than the one that was read before under its name.
 *
 * @param before - identity of the last good reading; undefined where it is not known
 */
export function checkIdentity(
  reading: ClusterReading,
  before: Identity,
): ClusterReading {
  if (!reading.topology.ok) return reading;
  const { value } = reading.topology;
  if (!mayBeSame(before, value.identity)) {
    const refused = failed(otherCluster());
    return { name: reading.name, topology: refused, workloads: refused };
  }
  // One that cannot be read for a while is not forgotten.
  const identity = identityParts(value.identity ?? before);
  return identity.length > 0
    ? { ...reading, topology: success({ ...value, identity }) }
    : reading;
}

/** Whether a reading belongs to the installation whose clusters were read before. */
export function isFamiliar(
  { topology }: ClusterReading,
  known: Map<string, Identity>,
): boolean {
  const all = [...known.values()].flatMap(identityParts);
  return !topology.ok || mayBeSame(all, topology.value.identity);
}
