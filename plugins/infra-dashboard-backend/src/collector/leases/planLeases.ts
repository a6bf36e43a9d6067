import type { Lease } from './types';

/** Share of the leases above the target that is given back at once, to move them gradually. */
const GIVE_SHARE = 1 / 20;

/** What a replica does about the leases that it does not hold, or should not. */
export interface LeasePlan {
  take: string[];
  /** Ignored by all others; taken in addition to the share. */
  takeLeftovers: string[];
  giveBack: string[];
}

/**
 * Spreads the leases evenly: all replicas sort the living ones in the same order, so that their
 * targets sum up to the number of providers.
 *
 * @param options - `providers`: those in the configuration of this replica; `replicas`: the
 *   living ones with this one; `ignored`: free for so long that no other replica wants them,
 *   which happens where replicas have different providers; `leftovers`: held in addition to the
 *   share
 */
export function planLeases(options: {
  replica: string;
  providers: ReadonlySet<string>;
  replicas: readonly string[];
  leases: readonly Lease[];
  ignored: ReadonlySet<string>;
  leftovers: ReadonlySet<string>;
}): LeasePlan {
  const { ignored, leases, leftovers, providers, replica } = options;
  const replicas = [...options.replicas].sort();
  const rank = replicas.indexOf(replica);
  const extra = rank < providers.size % replicas.length ? 1 : 0;
  const target = Math.floor(providers.size / replicas.length) + extra;

  const mine = leases.filter(lease => lease.holder === replica);
  const counted = mine
    .map(({ provider }) => provider)
    .filter(provider => providers.has(provider) && !leftovers.has(provider));
  const free = leases.filter(
    ({ holder, provider }) => !holder && providers.has(provider),
  );
  // Each replica begins elsewhere, so that they seldom want the same one.
  const start = Math.floor((rank * free.length) / replicas.length);
  const wanted = [...free.slice(start), ...free.slice(0, start)].slice(
    0,
    Math.max(target - counted.length, 0),
  );
  const excess = Math.max(counted.length - target, 0);
  return {
    take: wanted.map(({ provider }) => provider),
    takeLeftovers: free
      .filter(lease => ignored.has(lease.provider) && !wanted.includes(lease))
      .map(({ provider }) => provider),
    giveBack: [
      ...counted.slice(0, Math.ceil(excess * GIVE_SHARE)),
      // Not configured any more.
      ...mine
        .map(({ provider }) => provider)
        .filter(provider => !providers.has(provider)),
    ],
  };
}
