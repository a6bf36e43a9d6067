import { nodeStatusSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { readItems, readOracle, RECORDED_AT } from '../__fixtures__';
import { nodeSchema } from '../schemas';
import { mapNode } from './node';

const options = { cluster: 'lab', now: RECORDED_AT };
const nodes = new Map(
  readItems('nodes-edge.json').map(item => [
    item.metadata.name as string,
    mapNode(nodeSchema.parse(item), options),
  ]),
);
const oracle = readOracle('oracle-nodes.jsonl');

function build(overrides: {
  metadata?: object;
  spec?: object;
  status?: object;
}) {
  return mapNode(
    nodeSchema.parse({
      metadata: { name: 'n', uid: 'u', ...overrides.metadata },
      spec: overrides.spec,
      status: {
        conditions: [{ type: 'Ready', status: 'True' }],
        ...overrides.status,
      },
    }),
    options,
  );
}

const condition = (type: string, status: string) => ({ type, status });

describe('mapNode', () => {
  it('maps every recorded node, in the shape of the model', () => {
    expect([...nodes.keys()].sort()).toEqual(
      oracle.map(row => row.Name).sort(),
    );
    for (const node of nodes.values()) {
      expect(nodeStatusSchema.parse(node)).toEqual(node);
    }
  });

  it.each(oracle.map(row => [row.Name, row] as const))(
    'prints %s as the API server does',
    (name, row) => {
      const node = nodes.get(name)!;
      const { metadata = {} } = node;
      const kernel = metadata.kernelVersion ?? '<unknown>';
      expect({
        Status: node.rawStatus,
        Roles: metadata.roles ?? '<none>',
        Version: metadata.kubeletVersion ?? '',
        OS: metadata.osImage ?? '<unknown>',
        Runtime: metadata.containerRuntime ?? '<unknown>',
        Address: node.addresses?.[0] ?? '<none>',
      }).toEqual({
        Status: row.Status,
        Roles: row.Roles,
        Version: row.Version,
        OS: row['OS-Image'],
        Runtime: row['Container-Runtime'],
        Address: row['Internal-IP'],
      });
      expect(row['Kernel-Version']).toContain(kernel);
    },
  );

  it('distinguishes a node that reports NotReady from a silent one', () => {
    const read = (status: string) => {
      const {
        rawStatus,
        status: state,
        health,
      } = build({
        status: { conditions: [condition('Ready', status)] },
      });
      return { rawStatus, state, health };
    };
    expect(read('False')).toEqual({
      rawStatus: 'NotReady',
      state: 'not-ready',
      health: 'failed',
    });
    expect(read('Unknown')).toEqual({
      rawStatus: 'NotReady',
      state: 'unknown',
      health: 'unknown',
    });
    expect(nodes.get('edge-no-status')).toMatchObject({
      rawStatus: 'Unknown',
      status: 'unknown',
      health: 'unknown',
    });
  });

  it('shows a cordoned node as stopped on purpose', () => {
    expect(build({ spec: { unschedulable: true } })).toMatchObject({
      rawStatus: 'Ready,SchedulingDisabled',
      status: 'ready',
      health: 'stopped',
    });
  });

  it('finds pressure and what the node problem detector reports', () => {
    expect(nodes.get('edge-all-pressure')).toMatchObject({
      status: 'ready',
      health: 'degraded',
      statusReason:
        'NetworkUnavailable, MemoryPressure, DiskPressure, PIDPressure',
    });
    const detected = nodes.get('edge-problem-detector')!;
    expect(detected).toMatchObject({
      health: 'degraded',
      statusReason: 'KernelDeadlock',
    });
    const severities = Object.fromEntries(
      detected.conditions!.map(({ type, severity }) => [type, severity]),
    );
    expect(severities).toMatchObject({
      KernelDeadlock: 'warning',
      ReadonlyFilesystem: 'ok',
      FrequentKubeletRestart: 'info',
      Ready: 'ok',
    });
  });

  it.each([
    'FrequentUnregisterNetDevice',
    'CperHardwareErrorFatal',
    'PreemptScheduled',
    'VMEventScheduled',
  ])('is degraded by the unknown condition %s, which names it', type => {
    const judge = (status: string) =>
      build({
        status: {
          conditions: [condition('Ready', 'True'), condition(type, status)],
        },
      });
    expect(judge('True')).toMatchObject({
      health: 'degraded',
      statusReason: type,
    });
    expect(judge('False').health).toBe('healthy');
    expect(judge('Unknown').health).toBe('healthy');
  });

  it('does not judge conditions that are a state', () => {
    const node = build({
      status: {
        conditions: [
          condition('Ready', 'True'),
          condition('EtcdIsVoter', 'True'),
        ],
      },
    });
    expect(node.health).toBe('healthy');
    expect(node.conditions?.[1]).toMatchObject({ severity: 'info' });
  });

  it('measures against allocatable, not capacity', () => {
    expect(nodes.get('cp-1')).toMatchObject({
      cpu: { total: 3.91 },
      memory: { total: 15416242 * 1024 },
      metadata: { cpuCapacity: '4' },
    });
  });

  it('reads unusual capacities, and leaves out missing ones', () => {
    expect(nodes.get('edge-odd-quantities')).toMatchObject({
      cpu: { total: 7.91 },
      memory: { total: 33285996544 },
      storage: { total: 93924120448000 },
    });
    expect(nodes.get('edge-virtual-kubelet')).toMatchObject({
      cpu: { total: 10_000 },
      memory: { total: 4 * 1024 ** 4 },
    });
    expect(nodes.get('edge-virtual-kubelet')?.storage).toBeUndefined();
    expect(nodes.get('edge-no-capacity')).toMatchObject({
      cpu: {},
      memory: {},
    });
    expect(nodes.get('edge-gpu')?.metadata).toMatchObject({
      devices:
        'nvidia.com/gpu=7, nvidia.com/mig-1g.10gb=14, rdma/hca_shared=1k, vpc.amazonaws.com/efa=4',
      taints: '1',
    });
    expect(nodes.get('edge-windows')?.metadata).toMatchObject({
      operatingSystem: 'windows',
    });
  });

  it('contains what links a node to its machine', () => {
    const node = build({
      spec: { providerID: 'openstack:///9f1e' },
      status: { nodeInfo: { systemUUID: 'EC2A-01' } },
    });
    expect(node.metadata).toMatchObject({
      providerID: 'openstack:///9f1e',
      systemUUID: 'EC2A-01',
    });
  });

  it('trims hostile and huge texts', () => {
    const node = build({
      metadata: {
        labels: { big: 'x'.repeat(100_000), other: 7, ok: 'a\u0007b' },
      },
      status: {
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            message: `\u001b[31m${'ü'.repeat(5_000)}`,
          },
        ],
      },
    });
    expect(node.labels?.big).toHaveLength(256);
    expect(node.labels).toMatchObject({ ok: 'a b' });
    expect(node.labels).not.toHaveProperty('other');
    expect(node.statusReason).toHaveLength(300);
    expect(node.statusReason).toMatch(/^\[31mü/);
  });

  it('offers what the scheduler does, and names what keeps pods away', () => {
    const allocatable = { cpu: '3920m', memory: '7Gi', pods: '110' };
    const offer = (spec: object, ready = 'True') =>
      build({
        spec,
        status: {
          ...{ allocatable, capacity: { cpu: '4', memory: '8Gi' } },
          conditions: [condition('Ready', ready)],
        },
      }).placement;
    expect(offer({})).toEqual({
      isOpen: true,
      allocatable: { cpu: 3.92, memory: 7 * 1024 ** 3, slots: 110 },
      allocated: {},
      physical: { cpu: 4, memory: 8 * 1024 ** 3 },
    });
    const taint = (effect: string) => ({
      taints: [{ key: 'gpu', value: 'yes', effect }],
    });
    expect(offer(taint('PreferNoSchedule'))?.isOpen).toBe(true);
    for (const [spec, ready, reason] of [
      [taint('NoSchedule'), 'True', 'gpu:NoSchedule'],
      [taint('NoExecute'), 'True', 'gpu:NoExecute'],
      [{ unschedulable: true }, 'True', 'SchedulingDisabled'],
      [{}, 'False', 'NotReady'],
      [{}, 'Unknown', 'NotReady'],
    ] as const) {
      expect(offer(spec, ready)).toMatchObject({
        ...{ isOpen: false, blockedBy: [reason] },
      });
    }
  });
});
