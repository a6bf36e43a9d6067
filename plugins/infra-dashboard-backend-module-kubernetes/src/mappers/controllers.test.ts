import { workloadSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { readItems } from '../__fixtures__';
import { CONTROLLER_KINDS } from '../resources';
import { JOB } from './job';

const items = readItems('controllers-edge.json');
/** When the API server listed them; all were created an hour before that. */
const now = Date.parse('2026-11-27T10:00:00Z');

const kindOf = (kind: string) =>
  CONTROLLER_KINDS.find(({ descriptor }) => descriptor.title === kind)!;

function map(kind: string, name: string, at = now) {
  const row = items.find(
    one => one.kind === kind && one.metadata.name === name,
  );
  return kindOf(kind).map(row, { cluster: 'lab', now: at })!;
}

describe('controllers of pods', () => {
  it('are mapped in the shape of the model, with nothing of their environment', () => {
    for (const item of items) {
      const workload = map(item.kind, item.metadata.name);
      expect(workloadSchema.parse(workload)).toEqual(workload);
      expect(workload).toMatchObject({
        ...{ id: item.metadata.uid, type: item.kind.toLowerCase() },
        ...{ namespace: 'edge', cpu: {}, memory: {} },
      });
      expect(JSON.stringify(workload)).not.toContain('hunter22');
    }
    for (const { map: mapRow } of CONTROLLER_KINDS) {
      expect(mapRow({ metadata: { name: 'x' } }, { cluster: '', now })).toBe(
        undefined,
      );
    }
  });

  it.each([
    // READY and DESIRED of `kubectl get daemonsets`.
    ['DaemonSet', 'ready', 'Available', 'healthy', '3/3'],
    ['DaemonSet', 'partly-ready', 'Degraded', 'degraded', '2/3'],
    ['DaemonSet', 'none-ready', 'Unavailable', 'failed', '0/3'],
    ['DaemonSet', 'rolling', 'Progressing', 'transitional', '2/3'],
    ['DaemonSet', 'rolling-broken', 'Degraded', 'degraded', '1/3'],
    ['DaemonSet', 'rolling-wide', 'Progressing', 'transitional', '7/10'],
    ['DaemonSet', 'on-delete', 'Available', 'healthy', '3/3'],
    ['DaemonSet', 'no-nodes', 'NoNodes', 'stopped', '0/0'],
    ['DaemonSet', 'not-observed', 'Progressing', 'transitional', '3/3'],
    ['DaemonSet', 'terminating', 'Terminating', 'transitional', '3/3'],
    ['DaemonSet', 'no-status', 'Progressing', 'transitional', '0/0'],
    ['ReplicaSet', 'ready', 'Available', 'healthy', '2/2'],
    ['ReplicaSet', 'partly-ready', 'Degraded', 'degraded', '2/3'],
    ['ReplicaSet', 'none-ready', 'Unavailable', 'failed', '0/3'],
    ['ReplicaSet', 'refused', 'Unavailable', 'failed', '0/2'],
    ['ReplicaSet', 'scaling-down', 'Progressing', 'transitional', '3/1'],
    ['ReplicaSet', 'scaled-to-zero', 'ScaledToZero', 'stopped', '0/0'],
    // STATUS and COMPLETIONS of `kubectl get jobs`.
    ['Job', 'complete', 'Complete', 'healthy', '1/1'],
    ['Job', 'failed', 'Failed', 'failed', '0/1'],
    ['Job', 'running', 'Running', 'healthy', '0/1'],
    ['Job', 'retrying', 'Running', 'degraded', '0/1'],
    ['Job', 'several', 'Running', 'healthy', '3/5'],
    ['Job', 'queue', 'Running', 'healthy', '0/1'],
    ['Job', 'suspended', 'Suspended', 'stopped', '0/1'],
    ['Job', 'failure-target', 'FailureTarget', 'failed', '0/1'],
    ['Job', 'success-criteria', 'SuccessCriteriaMet', 'transitional', '1/2'],
    ['Job', 'not-failed', 'Running', 'healthy', '0/1'],
    ['Job', 'terminating', 'Terminating', 'transitional', '0/1'],
    ['Job', 'no-status', 'Running', 'healthy', '0/1'],
    ['CronJob', 'scheduled', 'Scheduled', 'healthy', '-'],
    ['CronJob', 'active', 'Active', 'healthy', '-'],
    ['CronJob', 'suspended', 'Suspended', 'stopped', '-'],
    ['CronJob', 'last-failed', 'Failed', 'failed', '-'],
    ['CronJob', 'never', 'Scheduled', 'healthy', '-'],
    ['CronJob', 'terminating', 'Terminating', 'transitional', '-'],
    ['Rollout', 'healthy', 'Healthy', 'healthy', '3/3'],
    ['Rollout', 'progressing', 'Progressing', 'transitional', '3/3'],
    ['Rollout', 'paused', 'Paused', 'healthy', '4/3'],
    ['Rollout', 'degraded', 'Degraded', 'degraded', '2/3'],
    ['Rollout', 'down', 'Degraded', 'failed', '0/3'],
    ['Rollout', 'no-phase', 'Healthy', 'healthy', '3/3'],
    ['Rollout', 'reference', 'Healthy', 'healthy', '3/3'],
    ['DeploymentConfig', 'available', 'Available', 'healthy', '2/2'],
    ['DeploymentConfig', 'unavailable', 'Unavailable', 'failed', '0/2'],
    ['DeploymentConfig', 'partly', 'Degraded', 'degraded', '2/3'],
    ['DeploymentConfig', 'zero', 'ScaledToZero', 'stopped', '0/0'],
    ['DeploymentConfig', 'failing', 'Degraded', 'degraded', '1/2'],
    ['DeploymentConfig', 'rolling', 'Progressing', 'transitional', '1/2'],
    ['DeploymentConfig', 'paused', 'Paused', 'healthy', '2/2'],
  ])('%s %s is %s, %s, %s', (kind, name, status, health, cells) => {
    const { ready, ...workload } = map(kind, name);
    expect(workload).toMatchObject({ status, health });
    expect(ready ? `${ready.ready}/${ready.desired}` : '-').toBe(cells);
  });

  it('are given ten minutes to start, and say why they fail', () => {
    const early = Date.parse('2026-11-27T09:00:00Z');
    expect(map('DaemonSet', 'none-ready', early).health).toBe('transitional');
    expect(map('ReplicaSet', 'none-ready', early).health).toBe('transitional');
    const reasons = [
      ['DaemonSet', 'partly-ready', '2 of 3 replicas are ready'],
      ['ReplicaSet', 'refused', expect.stringMatching(/exceeded quota: edge$/)],
      ['Job', 'failed', 'Job has reached the specified backoff limit'],
      ['Job', 'retrying', '2 pods failed and are retried'],
      ['CronJob', 'last-failed', 'The last run did not succeed'],
      ['Rollout', 'degraded', expect.stringMatching(/timed out progressing/)],
      [
        'DeploymentConfig',
        'failing',
        expect.stringMatching(/failed progressing/),
      ],
    ] as const;
    for (const [kind, name, reason] of reasons) {
      const { statusReason } = map(kind, name);
      expect(statusReason).toEqual(reason);
    }
    const stuck = { active: 1, ready: 0, startTime: '2026-11-27T08:00:00Z' };
    const job = { metadata: { name: 'j', uid: 'j' }, status: stuck };
    expect(JOB.map(job, { cluster: 'lab', now })?.health).toBe('degraded');
    const at = Date.parse(stuck.startTime) + 60_000;
    expect(JOB.map(job, { cluster: 'lab', now: at })?.health).toBe(
      'transitional',
    );
  });
});
