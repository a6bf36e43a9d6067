import type { SharedSnapshots } from './SnapshotCache';

/** What another replica read within this share of the interval is as good as an own read. */
export const ADOPTED_SHARE = 0.8;

/** A reader comes back after 1.1 intervals at the latest. */
const SHORTEST_SHARE = 1.15;
const SPREAD_SHARE = 0.25;

/**
 * Milliseconds until a replica that has taken over what another one read looks again: a little
 * after that one is to have read once more. So one replica reads and the others follow, and
 * what a provider keeps between its refreshes (watches, tokens, facts that it reads seldom) is
 * of use. Each follower waits for another time, so that one alone takes the place of a reader
 * that is gone.
 */
export function delayBehind(
  { observedAt, tookMs = 0 }: SharedSnapshots,
  refreshMs: number,
): number {
  const share = SHORTEST_SHARE + Math.random() * SPREAD_SHARE;
  return Math.max(observedAt + tookMs + refreshMs * share - Date.now(), 0);
}
