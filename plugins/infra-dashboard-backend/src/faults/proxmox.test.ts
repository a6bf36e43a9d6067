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
      // it would be cut amid nodes, guests and storages that stand in one list.
      'endless-paging': { error: 'INVALID_RESPONSE' },
    },
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
