import {
  ProviderFailure,
  type ClusterReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

type Identity = ClusterReading['identity'];

/** The parts of an identity; none where it is not known. */
export function identityParts(identity: Identity): string[] {
  if (identity === undefined) return [];
  return typeof identity === 'string' ? [identity] : identity;
}

/** Whether two readings may be of the same cluster: one of them is unknown, or they share a part. */
export function mayBeSame(a: Identity, b: Identity): boolean {
  const known = new Set(identityParts(a));
  const others = identityParts(b);
  if (known.size === 0 || others.length === 0) return true;
  return others.some(part => known.has(part));
}

function stranger(): ProviderFailure {
  return new ProviderFailure(
    'MISCONFIGURED',
    'The configured address leads to another cluster than before',
    {
      hint: 'Correct the address. If the cluster was replaced on purpose, switch the provider off and on again',
    },
  );
}

/**
 * Refuses readings of other clusters than those that were read before: a name server, a
 * virtual address or a file may lead to another installation by now.
 *
 * @param known - identities of the clusters of this connection, by name
 * @returns the readings, those of a stranger with a failure
 * @throws ProviderFailure where none of them belongs to this connection, whatever its name
 */
export function checkIdentities(
  readings: ClusterReading[],
  known: Map<string, Identity>,
): ClusterReading[] {
  const all = [...known.values()].flatMap(identityParts);
  const good = readings.filter(({ failure }) => !failure);
  if (good.length > 0 && !good.some(one => mayBeSame(all, one.identity))) {
    throw stranger();
  }
  return readings.map(reading => {
    const before = known.get(reading.name);
    if (reading.failure) return reading;
    if (!mayBeSame(before, reading.identity)) {
      return { ...reading, failure: stranger() };
    }
    // One that cannot be read for a while is not forgotten.
    const identity = identityParts(reading.identity ?? before);
    return identity.length > 0 ? { ...reading, identity } : reading;
  });
}
