import { workloadDetailSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { readItems } from '../__fixtures__';
import { mapController, mapPod } from './mapDetail';

/** A text that no detail may contain. */
const SECRET = 'tell-nobody-4711';

/** Adds the secret wherever a pod may have one. */
function withSecrets(pod: Record<string, any>): Record<string, any> {
  const container = (one: object) => ({
    ...one,
    env: [{ name: 'PASSWORD', value: SECRET }],
    envFrom: [{ secretRef: { name: SECRET } }],
    command: ['sh', '-c', SECRET],
    args: [`--token=${SECRET}`],
    livenessProbe: { exec: { command: [SECRET] } },
    lifecycle: { preStop: { exec: { command: [SECRET] } } },
  });
  const status = (one: any) => ({
    ...one,
    state: one.state?.terminated
      ? { terminated: { ...one.state.terminated, message: SECRET } }
      : one.state,
    lastState: {
      terminated: { exitCode: 1, reason: 'Error', message: SECRET },
    },
  });
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': SECRET,
      },
    },
    spec: {
      ...pod.spec,
      containers: (pod.spec?.containers ?? []).map(container),
      initContainers: (pod.spec?.initContainers ?? []).map(container),
      volumes: [
        { name: 'config', configMap: { name: 'settings', items: [SECRET] } },
        { name: 'data', persistentVolumeClaim: { claimName: 'data-0' } },
        { name: 'csi', csi: { volumeAttributes: { key: SECRET } } },
      ],
    },
    status: {
      ...pod.status,
      containerStatuses: (pod.status?.containerStatuses ?? []).map(status),
    },
  };
}

describe('details of Kubernetes workloads', () => {
  const pods = readItems('pods-edge.json');
  const named = new Map(pods.map(pod => [pod.metadata.name, pod]));
  const partOf = (pod: string, name = 'app') =>
    mapPod(named.get(pod)).parts?.find(part => part.name === name);

  it('never contain what may be a secret', () => {
    const all = [
      ...pods,
      ...readItems('deployments-edge.json').map(one => ({
        ...one,
        spec: { ...one.spec, containers: [] },
      })),
    ];
    for (const object of all) {
      const detail = mapPod(withSecrets(object));
      expect(workloadDetailSchema.parse(detail)).toEqual(detail);
      expect(JSON.stringify(detail)).not.toContain(SECRET);
    }
    for (const object of readItems('controllers-edge.json')) {
      const detail = mapController(withSecrets(object));
      expect(detail.parts?.length).toBe(
        object.metadata.name === 'reference' ? 0 : 1,
      );
      expect(JSON.stringify(detail)).not.toMatch(`${SECRET}|hunter22`);
    }
    for (const object of readItems('deployments-edge.json')) {
      const template = withSecrets(object.spec.template ?? { spec: {} });
      const detail = mapController({
        ...object,
        spec: { ...object.spec, template },
      });
      expect(JSON.stringify(detail)).not.toContain(SECRET);
    }
  });

  it('have containers with their state, last end, requests and limits', () => {
    expect(partOf('crash-loop')).toMatchObject({
      kind: 'container',
      state: 'CrashLoopBackOff',
      health: 'failed',
      facts: expect.arrayContaining([
        { code: 'lastState', value: 'Error' },
        { code: 'lastExitCode', value: 1 },
      ]),
    });
    expect(partOf('container-creating-volume')?.health).toBe('transitional');
    expect(partOf('not-ready')?.health).toBe('degraded');
    expect(partOf('completed')).toMatchObject({
      state: 'Completed',
      health: 'stopped',
    });
    expect(partOf('container-cannot-run')?.health).toBe('failed');
    expect(mapPod(named.get('twelve-containers')).parts).toHaveLength(12);
    const { parts = [] } = mapPod(named.get('sidecar-restarts'));
    expect(parts.map(({ kind }) => kind)).toContain('sidecar');
  });

  it('have volumes by type and the name of their source', () => {
    const { parts } = mapPod(withSecrets(named.get('crash-loop')!));
    expect(parts?.filter(({ kind }) => kind === 'volume')).toEqual([
      {
        kind: 'volume',
        name: 'config',
        facts: [
          { code: 'type', value: 'configMap' },
          { code: 'source', value: 'settings' },
        ],
      },
      {
        kind: 'volume',
        name: 'data',
        facts: [
          { code: 'type', value: 'persistentVolumeClaim' },
          { code: 'source', value: 'data-0' },
        ],
      },
      { kind: 'volume', name: 'csi', facts: [{ code: 'type', value: 'csi' }] },
    ]);
  });

  it('judge conditions', () => {
    const severities = (name: string) =>
      mapPod(named.get(name)).conditions?.map(
        ({ severity, type }) => `${type} ${severity}`,
      );
    expect(severities('not-ready')).toContain('Ready warning');
    expect(severities('completed')).not.toContain('Ready warning');
    expect(severities('limits-only')).toContain('Ready ok');
  });

  it('survive hostile objects', () => {
    const metadata = { name: 'x', uid: 'x' };
    for (const object of [
      { metadata },
      { metadata, spec: 1, status: 'x' },
      {
        metadata: { ...metadata, ownerReferences: [1, { kind: 'A' }] },
        spec: { containers: [{}, null], volumes: [{ name: 'v', secret: 1 }] },
        status: { conditions: [{ type: 'Ready', status: 7 }] },
      },
    ]) {
      expect(() => mapPod(object)).not.toThrow();
      expect(() => mapController(object)).not.toThrow();
    }
  });
});
