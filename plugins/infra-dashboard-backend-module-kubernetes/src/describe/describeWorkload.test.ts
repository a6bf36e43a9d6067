import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { pagesOf } from '../__testUtils__/FakeApiServer';
import { rawPod } from '../__testUtils__/objects';
import { useLab } from '../__testUtils__/useLab';

const EVENTS = '/api/v1/namespaces/shop/events';
const POD = '/api/v1/namespaces/shop/pods/one';
const { signal } = new AbortController();

const workload: Workload = {
  id: 'pod-shop-one',
  name: 'one',
  cluster: 'lab',
  provider: 'kubernetes',
  namespace: 'shop',
  type: 'pod',
  status: 'Running',
  health: 'healthy',
  cpu: {},
  memory: {},
};

describe('describing a pod', () => {
  const lab = useLab();
  const describePod = (more: Partial<Workload> = {}) =>
    lab.provider().provider.describe!(
      { cluster: 'lab', workload: { ...workload, ...more } },
      { signal },
    );

  beforeEach(() => {
    lab.server.routes[POD] = { body: rawPod('one', { node: 'a' }) };
    lab.server.routes[EVENTS] = pagesOf([
      {
        type: 'Normal',
        reason: 'Pulled',
        message: 'Image is present',
        lastTimestamp: '2026-11-23T03:00:00Z',
        source: { component: 'kubelet' },
        count: 1,
      },
      {
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off restarting\nfailed container',
        eventTime: '2026-11-23T02:00:00.123456Z',
        series: { count: 9, lastObservedTime: '2026-11-23T03:30:00.123456Z' },
        reportingComponent: 'kubelet',
      },
      { message: 7 },
    ]);
  });

  it('reads it and its events, the latest first', async () => {
    const detail = await describePod();
    expect(detail?.workload).toMatchObject({
      parts: [{ kind: 'container', name: 'app', state: 'Running' }],
      events: [
        {
          at: '2026-11-23T03:30:00.123456Z',
          type: 'warning',
          reason: 'BackOff',
          text: 'Back-off restarting failed container',
          source: 'kubelet',
          count: 9,
        },
        { reason: 'Pulled', type: 'normal', source: 'kubelet' },
        { reason: 'Unknown', type: 'normal' },
      ],
      commands: expect.arrayContaining(['kubectl describe pod one -n shop']),
    });
    const [request] = lab.server.requests.filter(({ path }) => path === EVENTS);
    expect(request.query.get('fieldSelector')).toBe(
      'involvedObject.uid=pod-shop-one',
    );
    expect(lab.server.count('/api/v1/pods')).toBe(0);
  });

  it('reports denied events as a limitation, with the command that grants them', async () => {
    lab.server.routes[EVENTS] = { status: 403, body: { kind: 'Status' } };
    const detail = await describePod();
    expect(detail?.workload?.parts).toHaveLength(1);
    expect(detail?.workload?.events).toBeUndefined();
    expect(detail?.workload?.limitations).toMatchObject([
      {
        code: 'no-permission-events',
        remedy: expect.stringContaining('--resource=events'),
      },
    ]);
  });

  it('finds none where it is gone, or another pod has its name', async () => {
    expect(await describePod({ id: 'an-earlier-pod' })).toBeUndefined();
    lab.server.routes[POD] = { status: 404, body: { kind: 'Status' } };
    expect(await describePod()).toBeUndefined();
  });

  it('fails where the pod is denied, or the response is something else', async () => {
    lab.server.routes[POD] = { status: 403, body: { kind: 'Status' } };
    await expect(describePod()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    lab.server.routes[POD] = { body: { hello: 'world' } };
    const failure = await describePod().catch(error => error);
    expect(failure).toBeInstanceOf(ProviderFailure);
    expect(failure.code).toBe('INVALID_RESPONSE');
  });

  it('has no details of other kinds, and no command with a hostile name', async () => {
    expect(await describePod({ type: 'virtualmachine' })).toEqual({});
    const hostile = 'one; rm -rf';
    lab.server.routes[`/api/v1/namespaces/shop/pods/one%3B%20rm%20-rf`] = {
      body: rawPod(hostile, { metadata: { uid: workload.id } }),
    };
    const detail = await describePod({ name: hostile });
    expect(detail?.workload?.commands).toEqual([]);
  });
});
