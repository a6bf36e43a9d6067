import {
  expectFaultCase,
  expectUndisturbed,
} from './__testUtils__/expectations';
import { FAULT_CASES } from './__testUtils__/faultCases';
import { FaultRun } from './__testUtils__/FaultRun';

describe('faults of openstack', () => {
  const run = new FaultRun({
    platform: 'openstack',
    requestsPerRead: 12,
    outcomes: {
      // Without a token the first request goes to Keystone, and 404 means a wrong address.
      'status-404': { cold: 'MISCONFIGURED', error: 'UPSTREAM_ERROR' },
    },
    // A forbidden request is retried after five minutes.
    believesRefusals: true,
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
