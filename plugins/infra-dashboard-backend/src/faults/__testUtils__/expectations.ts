import type {
  ProviderError,
  ProviderErrorCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Observation } from './FaultBench';
import type { Outcome } from './faultCases';
import type { FaultRecord } from './runFaultCase';

/**
 * What may not change while others fail: all but the times, and whether lists are complete,
 * which takes more than one read to know.
 */
function withoutTimes({ cluster, workloads }: Observation) {
  const {
    complete: _complete,
    freshness,
    nodes,
    // Of the present health, which a fault may interrupt.
    since: _since,
    workloadsFreshness,
    ...rest
  } = cluster;
  return {
    ...rest,
    // Like what is complete, it needs the rights, which are not read at once.
    nodes: nodes?.map(({ placement: _placement, ...node }) => node),
    freshness: freshness.state,
    workloadsFreshness: workloadsFreshness?.state,
    // By the clock, not by values from upstream.
    workloads: workloads.map(({ uptime: _uptime, ...workload }) => workload),
  };
}

export interface ExpectedCase {
  outcome: Outcome;
  /** Requests of one read, at most. */
  requestsPerRead: number;
  /** Whether some limitations stay for minutes after a read that was good. */
  isLimitedAfter: boolean;
}

/** Sentences for people, which name neither an address nor a secret. */
function expectSentences(error: ProviderError | undefined): void {
  expect(error?.message).toMatch(/^[A-Z].{10,}[^.\s]$/);
  // A sentence, or the command that helps.
  expect(error?.hint).toMatch(/^[A-Za-z][^]{10,}[^.\s]$/);
  const all = `${error?.message} ${error?.hint}`;
  expect(all).not.toMatch(
    /127\.0\.0\.1|localhost|https?:|simulated|pve!portal|0000-|undefined|\[object/,
  );
}

function expectNeverRead(seen: Observation, code: ProviderErrorCode): void {
  const { cluster, provider, workloads } = seen;
  expect(cluster).toMatchObject({ health: 'unknown', error: { code } });
  expect(cluster.freshness).toEqual({ state: 'stale' });
  expect(cluster.nodes).toEqual([]);
  expect(workloads).toEqual([]);
  expect(provider).toMatchObject({ state: 'failing', error: { code } });
  expectSentences(cluster.error);
}

/** All that was known is still there, marked as stale, with the reason. */
function expectKept(
  seen: Observation,
  code: ProviderErrorCode,
  known: ReturnType<typeof withoutTimes>,
): void {
  const { error, ...shown } = withoutTimes(seen);
  expect(error?.code).toBe(code);
  expectSentences(error);
  expect(seen.cluster.freshness.observedAt).toEqual(expect.any(String));
  expect(seen.cluster.complete).toEqual({
    nodes: false,
    facts: false,
    workloads: false,
  });
  expect(shown).toEqual({
    ...known,
    freshness: 'stale',
    workloadsFreshness: 'stale',
  });
}

function expectLimited(
  { cluster, workloads }: Observation,
  outcome: Extract<Outcome, { limitation: RegExp }>,
): void {
  expect(cluster.limitations).toContainEqual(
    expect.objectContaining({
      code: expect.stringMatching(outcome.limitation),
    }),
  );
  expect(cluster.freshness.state).toBe('fresh');
  expect(workloads.length).toBeGreaterThan(0);
  expect(cluster.workloadsError?.code).toBe(outcome.workloads);
  if (outcome.workloads) expectSentences(cluster.workloadsError);
}

/** Checks that a case was handled as expected: reported, last data retained, recovered. */
export function expectFaultCase(
  { cold, well, sick, recovered, requests, attempts, recoveryMs }: FaultRecord,
  expected: ExpectedCase,
): void {
  const { outcome, requestsPerRead, isLimitedAfter } = expected;
  const { error: _none, ...known } = withoutTimes(well);
  expect(known.nodes?.length).toBe(2);
  expect(known.workloads.length).toBeGreaterThan(0);
  expect(known.freshness).toBe('fresh');

  if (outcome === 'unnoticed') {
    expect(withoutTimes(cold)).toMatchObject(known);
    expect(withoutTimes(sick)).toMatchObject(known);
  } else {
    const code = outcome.cold ?? ('error' in outcome && outcome.error);
    if (code) expectNeverRead(cold, code);
    if ('error' in outcome) expectKept(sick, outcome.error, known);
    else expectLimited(sick, outcome);
  }
  expect(requests).toBeLessThanOrEqual(attempts * requestsPerRead);

  expect(recovered.provider.state).toBe('ok');
  expect(recovered.cluster.error).toBeUndefined();
  expect(recovered.cluster.freshness.state).toBe('fresh');
  if (!isLimitedAfter) {
    expect(withoutTimes(recovered)).toEqual(withoutTimes(well));
  }
  expect(recoveryMs).toBeLessThan(29_000);
}

/** That a cluster responded the same all the time, and was read all the time. */
export function expectUndisturbed(sights: Observation[]): void {
  expect(sights.length).toBeGreaterThan(20);
  const [first] = sights;
  expect(first.cluster.freshness.state).toBe('fresh');
  for (const seen of sights) {
    expect(withoutTimes(seen)).toEqual(withoutTimes(first));
    expect(seen.provider.state).toBe('ok');
    const observedAt = Date.parse(seen.cluster.freshness.observedAt!);
    expect(seen.at - observedAt).toBeLessThan(30_000);
  }
}
