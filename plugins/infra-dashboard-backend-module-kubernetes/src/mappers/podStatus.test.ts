import { readItems, readOracle } from '../__fixtures__';
import { podSchema } from '../schemas';
import { podStatus } from './podStatus';

const pods = new Map(
  readItems('pods-edge.json').map(item => [item.metadata.name, item]),
);
const oracle = readOracle('oracle-pods.jsonl');

function build(overrides: {
  metadata?: object;
  spec?: object;
  status?: object;
}) {
  return podSchema.parse({
    metadata: { name: 'p', uid: 'u', ...overrides.metadata },
    spec: { containers: [{ name: 'app' }], ...overrides.spec },
    status: { phase: 'Running', ...overrides.status },
  });
}

const terminated = (exitCode: number, reason?: string, signal?: number) => ({
  state: { terminated: { exitCode, reason, signal } },
});

describe('podStatus', () => {
  it('has the printed row of every recorded pod', () => {
    expect(oracle.map(row => row.Name).sort()).toEqual([...pods.keys()].sort());
  });

  it.each(oracle.map(row => [row.Name, row] as const))(
    'prints %s as the API server does',
    (name, row) => {
      const printed = podStatus(podSchema.parse(pods.get(name)));
      expect({
        Ready: `${printed.ready.ready}/${printed.ready.desired}`,
        Status: printed.status,
        Restarts: printed.restarts,
        ago: printed.lastRestartAt !== undefined,
      }).toEqual({
        Ready: row.Ready,
        Status: row.Status,
        Restarts: Number.parseInt(row.Restarts, 10),
        ago: row.Restarts.includes('ago'),
      });
    },
  );

  it('shows a failed container although the first one completed', () => {
    const pod = build({
      spec: { containers: [{ name: 'job' }, { name: 'helper' }] },
      status: {
        phase: 'Failed',
        containerStatuses: [terminated(0, 'Completed'), terminated(9, 'Error')],
      },
    });
    expect(podStatus(pod).status).toBe('Error');
  });

  it('prints Completed where a container ended with a signal but exit code 0', () => {
    const pod = build({
      spec: { containers: [{ name: 'job' }, { name: 'helper' }] },
      status: {
        phase: 'Succeeded',
        containerStatuses: [
          terminated(0, 'Completed'),
          terminated(0, undefined, 15),
        ],
      },
    });
    expect(podStatus(pod).status).toBe('Completed');
  });

  it('is Running where one container completed and the pod is ready', () => {
    const pod = build({
      spec: { containers: [{ name: 'job' }, { name: 'helper' }] },
      status: {
        conditions: [{ type: 'Ready', status: 'True' }],
        containerStatuses: [
          terminated(0, 'Completed'),
          { ready: true, state: { running: {} } },
        ],
      },
    });
    expect(podStatus(pod)).toMatchObject({
      status: 'Running',
      ready: { ready: 1, desired: 2 },
    });
  });

  it('shows signal or exit code where there is no reason', () => {
    const init = (state: object) =>
      podStatus(
        build({
          spec: { initContainers: [{ name: 'init' }] },
          status: {
            phase: 'Pending',
            initContainerStatuses: [{ name: 'init', ...state }],
          },
        }),
      ).status;
    expect(init(terminated(137, undefined, 9))).toBe('Init:Signal:9');
    expect(init(terminated(3))).toBe('Init:ExitCode:3');
    expect(
      podStatus(build({ status: { containerStatuses: [terminated(3)] } }))
        .status,
    ).toBe('ExitCode:3');
  });

  it('is Terminating only while the phase is not terminal', () => {
    const metadata = { deletionTimestamp: '2026-11-23T03:00:00Z' };
    expect(podStatus(build({ metadata })).status).toBe('Terminating');
    expect(
      podStatus(build({ metadata, status: { phase: 'Succeeded' } })).status,
    ).toBe('Succeeded');
    expect(
      podStatus(build({ metadata, status: { reason: 'NodeLost' } })).status,
    ).toBe('Unknown');
  });

  it('counts statuses of containers that are not in the spec', () => {
    const running = { ready: true, state: { running: {} } };
    const pod = build({ status: { containerStatuses: [running, running] } });
    expect(podStatus(pod).ready).toEqual({ ready: 2, desired: 1 });
  });

  it('survives a bookmark-like pod with null where lists should be', () => {
    const pod = podSchema.parse({
      metadata: { name: 'p', uid: 'u' },
      spec: { containers: null },
      status: {},
    });
    expect(podStatus(pod)).toMatchObject({
      status: 'Unknown',
      ready: { ready: 0, desired: 0 },
    });
  });
});
