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
      // Without a token Keystone is asked first, and 404 says that it is somewhere else.
      'status-404': { cold: 'MISCONFIGURED', error: 'UPSTREAM_ERROR' },
    },
    // A refusal is believed for five minutes before it is asked about again.
    believesRefusals: true,
  });

  beforeAll(() => run.start(), 120_000);
  afterAll(() => run.stop());

  it.each(FAULT_CASES)(
    '$name: says what it is, keeps what is known, and recovers',
    fault => {
      const record = run.record(fault);
      expect(record).toBeDefined();
      expectFaultCase(record!, run.expected(fault));
    },
  );

  it('leaves the responses of a healthy neighbour as they are, and fresh', () => {
    expect(run.neighbour.length).toBeGreaterThan(20);
    expectUndisturbed(run.neighbour);
  });
});
