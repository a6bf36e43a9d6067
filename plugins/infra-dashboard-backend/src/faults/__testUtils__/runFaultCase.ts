import type { FaultBench, Observation } from './FaultBench';
import type { FaultCase } from './faultCases';

/** What was seen of a cluster over the whole course of a fault. */
export interface FaultRecord {
  /** With the fault from the very beginning: it was never read. */
  cold: Observation;
  /** The fault is over for the first time. */
  well: Observation;
  /** The fault came again, after a good read. */
  sick: Observation;
  /** It is over again. */
  recovered: Observation;
  /** Requests that went out for `attempts` reads while it lasted. */
  requests: number;
  attempts: number;
  /** Milliseconds from its end to the next good read, the longer of the two. */
  recoveryMs: number;
}

const codesOf = ({ cluster }: Observation) =>
  (cluster.limitations ?? []).map(({ code }) => code).join();

const isAttempted = ({ provider }: Observation) =>
  provider.lastAttemptAt !== undefined;

/** Lets a fault come, go, come again and go again. */
export async function runFaultCase(
  bench: FaultBench,
  options: {
    fault: FaultCase;
    neighbour: string;
    /** Whether some limitations stay for minutes after a read that was good. */
    isLimitedAfter: boolean;
  },
): Promise<FaultRecord> {
  const { fault, neighbour, isLimitedAfter } = options;
  const { simulator, collector } = bench;
  const { name, timeoutMs, withLogin, needsForce } = fault;
  const timings = timeoutMs && { timeoutMs, connectMs: timeoutMs };

  const usual = codesOf(bench.observe(neighbour));
  const isWell = (seen: Observation) =>
    seen.provider.state === 'ok' &&
    seen.cluster.freshness.state === 'fresh' &&
    (isLimitedAfter || codesOf(seen) === usual);
  const isTriedSince = (start: string, seen: Observation) =>
    (seen.provider.lastAttemptAt ?? '') > start;

  let recoveryMs = 0;
  const recover = async () => {
    const startedAt = Date.now();
    if (needsForce) await collector.refresh(name, { force: true });
    const seen = await bench.observeUntil(name, isWell);
    recoveryMs = Math.max(recoveryMs, Date.now() - startedAt);
    return seen;
  };

  let end = await fault.begin(simulator, name);
  bench.connect(name, { ...(timings && { timings }), withLogin });
  const cold = await bench.observeUntil(name, isAttempted);
  await end();
  const well = await recover();

  const before = simulator.requests.count({ cluster: name });
  end = await fault.begin(simulator, name);
  const begunAt = new Date().toISOString();
  const sick = await bench.observeUntil(
    name,
    seen =>
      (seen.provider.consecutiveFailures ?? 0) >= (needsForce ? 1 : 2) ||
      (isTriedSince(begunAt, seen) &&
        (fault.outcome === 'unnoticed' || codesOf(seen) !== usual)),
  );
  // One more may be under way.
  const attempts = (sick.provider.consecutiveFailures ?? 0) + 2;
  const requests = simulator.requests.count({ cluster: name }) - before;
  await end();
  const recovered = await recover();
  return { cold, well, sick, recovered, requests, attempts, recoveryMs };
}
