import {
  expectFaultCase,
  expectUndisturbed,
} from './__testUtils__/expectations';
import { FAULT_CASES } from './__testUtils__/faultCases';
import { FaultRun } from './__testUtils__/FaultRun';

describe('faults of proxmox', () => {
  const run = new FaultRun({
    platform: 'proxmox',
    requestsPerRead: 5,
    outcomes: {
      // It does not page; a list that is far too long is refused instead of cut off, since
      // it would be cut in a list that contains nodes, guests and storages.
      'endless-paging': { error: 'INVALID_RESPONSE' },
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
