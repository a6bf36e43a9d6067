import type { ClusterProblem } from '../problems';
import { fakeWorkload } from '../testing/FakeProvider';
import { describeToOwner } from './describeToOwner';

const OPS = 'group:default/ops';
const RED = 'group:default/red';
const BLUE = 'group:default/blue';
const NETWORK = 'group:default/network';

const ownerOf = new Map([['eu', OPS]]);

const secrets = Array.from({ length: 12 }, (_, index) =>
  fakeWorkload('eu', `secret-${index}`, {
    ...{ ownerRef: RED, statusReason: 'secret-key is missing' },
  }),
);
const shop = fakeWorkload('eu', 'shop', { ownerRef: BLUE });

const problem = (more: Partial<ClusterProblem> = {}): ClusterProblem => ({
  ...{ id: 'n1', kind: 'node-down', severity: 'critical', node: 'n1' },
  ...{ cluster: 'eu', provider: 'nomad', count: 1, entityRefs: [] },
  ...{ affected: [...secrets, shop], affectedTotal: 13 },
  ...{ ownerRefs: [OPS, RED, BLUE], statusReason: 'No heartbeat' },
  ...more,
});

const tell = (owner: string, more?: Partial<ClusterProblem>) =>
  describeToOwner(owner, problem(more), ownerOf);

describe('describeToOwner', () => {
  it('tells owners their own workloads, and the owner of the cluster all of them', () => {
    expect(tell(BLUE)).toBe('No heartbeat. Affected: shop');
    const first = 'secret-0, secret-1, secret-2, secret-3, secret-4';
    expect(tell(RED)).toBe(`No heartbeat. Affected: ${first} and 7 more`);
    expect(tell(OPS)).toBe(`No heartbeat. Affected: ${first} and 8 more`);
  });

  it('tells the owner of a host no workloads of other clusters', () => {
    const machine = fakeWorkload('racks', 'worker-1');
    const host = {
      ...{ cluster: 'racks', affected: [machine, ...secrets] },
      affectedTotal: 13,
    };
    const owners = new Map([...ownerOf, ['racks', NETWORK]]);
    expect(describeToOwner(NETWORK, problem(host), owners)).toBe(
      'No heartbeat. Affected: worker-1',
    );
  });

  it('counts workloads that are not listed for the owner of the cluster only', () => {
    const unread = {
      ...{ kind: 'cluster-unreachable' as const, node: undefined },
      ...{ affected: [], affectedTotal: 60, statusReason: 'Timeout' },
    };
    expect(tell(OPS, unread)).toBe('Timeout. Affected: 60 workloads');
    expect(tell(BLUE, unread)).toBe('Timeout');
  });

  it('tells the reason of a group to owners of workloads with it', () => {
    const group = {
      ...{ kind: 'app-failed' as const, node: undefined, count: 13 },
      statusReason: 'secret-key is missing',
    };
    expect(tell(BLUE, group)).toBe('Failing: shop');
    expect(tell(RED, group)).toMatch(
      /^secret-key is missing\. Failing: secret/,
    );
    expect(
      tell(BLUE, {
        ...{ ...group, count: 1, affected: [shop] },
        ...{ workload: { name: 'shop' }, statusReason: 'Exit 1.' },
      }),
    ).toBe('Exit 1. Failing: shop');
  });
});
