import {
  expectFaultCase,
  expectUndisturbed,
} from './__testUtils__/expectations';
import { FAULT_CASES } from './__testUtils__/faultCases';
import { FaultRun } from './__testUtils__/FaultRun';

describe('faults of kubernetes', () => {
  const run = new FaultRun({
    platform: 'kubernetes',
    requestsPerRead: 12,
    outcomes: {
      // Watches that are open go on: only what is listed is denied, and shown as that.
      'status-403': { cold: 'FORBIDDEN', limitation: /^no-permission-nodes$/ },
    },
  });

  beforeAll(() => run.start(), 120_000);
  afterAll(() => run.stop());

  it.each(FAULT_CASES)(
    '$name: is reported, retains the last data, and recovers',
    fault => {
      const record = run.record(fault);
      expect(record).toBeDefined();
      expectFaultCase(record!, run.expected(fault));
    },
  );

  it('does not change the responses of a healthy cluster', () => {
    expect(run.neighbour.length).toBeGreaterThan(20);
    expectUndisturbed(run.neighbour);
  });
});
