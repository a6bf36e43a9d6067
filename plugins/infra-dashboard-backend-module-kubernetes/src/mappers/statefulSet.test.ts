import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { readItems, RECORDED_AT } from '../__fixtures__';
import { STATEFUL_SET } from './statefulSet';

const items = readItems('statefulsets-edge.json');
const options = { cluster: 'lab', now: RECORDED_AT };
const statefulSets = new Map(
  items.map(item => [item.metadata.name, STATEFUL_SET.map(item, options)!]),
);

describe('STATEFUL_SET', () => {
  it('maps every StatefulSet, in the shape of the model', () => {
    expect(statefulSets.size).toBe(items.length);
    for (const statefulSet of statefulSets.values()) {
      expect(workloadSchema.parse(statefulSet)).toEqual(statefulSet);
    }
    expect(statefulSets.get('ready')).toMatchObject({
      type: 'statefulset',
      namespace: 'edge',
      ready: { ready: 3, desired: 3 },
      images: ['registry.example/db:16', 'registry.example/exporter:1'],
      cpu: {},
      memory: {},
      metadata: {
        strategy: 'RollingUpdate',
        updated: '3',
        available: '3',
        'meta.helm.sh/release-name': 'edge',
      },
    });
    expect(STATEFUL_SET.map({ metadata: { name: 'x' } }, options)).toBe(
      undefined,
    );
  });

  it.each([
    ['ready', 'Available', 'healthy', '3/3'],
    ['partly-ready', 'Degraded', 'degraded', '2/3'],
    ['none-ready', 'Unavailable', 'failed', '0/3'],
    ['no-pods', 'Unavailable', 'failed', '0/3'],
    ['starting', 'Progressing', 'transitional', '0/3'],
    ['rolling', 'Progressing', 'transitional', '2/3'],
    ['rolling-broken', 'Degraded', 'degraded', '1/3'],
    ['partitioned', 'Available', 'healthy', '3/3'],
    ['on-delete', 'Available', 'healthy', '3/3'],
    ['scaling-down', 'Progressing', 'transitional', '4/3'],
    ['scaled-to-zero', 'ScaledToZero', 'stopped', '0/0'],
    ['not-observed', 'Progressing', 'transitional', '3/3'],
    ['terminating', 'Terminating', 'transitional', '3/3'],
    ['no-status', 'Progressing', 'transitional', '0/3'],
    ['minimal', 'Unavailable', 'failed', '0/1'],
  ])('judges %s as %s, %s, %s', (name, status, health, cells) => {
    const { ready, ...statefulSet } = statefulSets.get(name)!;
    expect(statefulSet).toMatchObject({ status, health });
    expect(`${ready?.ready}/${ready?.desired}`).toBe(cells);
  });

  it('reports why a StatefulSet is unhealthy, and fails a start that is too long', () => {
    expect(statefulSets.get('partly-ready')).toMatchObject({
      statusReason: '2 of 3 replicas are ready',
      reasonCode: 'replicas-not-ready',
      reasonParams: { ready: 2, desired: 3 },
    });
    const starting = items.find(({ metadata }) => metadata.name === 'starting');
    const later = { ...options, now: RECORDED_AT + 11 * 60_000 };
    expect(STATEFUL_SET.map(starting, later)?.health).toBe('failed');
  });
});
