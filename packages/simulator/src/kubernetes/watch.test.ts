import { demoFleet, startSimulator, type Simulator } from '..';
import { compareShape } from '../__testUtils__/compareShape';
import { recorded } from '../__testUtils__/recorded';
import type { KubernetesCluster } from '../fleet/schema';

const real = recorded('kubernetes').watch as unknown as any[];

interface Event {
  type: string;
  object: any;
}

describe('watches of simulated Kubernetes', () => {
  let simulator: Simulator;
  let abort: AbortController;

  beforeEach(async () => {
    simulator = await startSimulator({ fleet: demoFleet() });
    abort = new AbortController();
  });

  afterEach(async () => {
    abort.abort();
    await simulator.stop();
  });

  function fetchPath(path: string) {
    const { url, credentials } = simulator.clusters.get('k8s-prod')!;
    return fetch(`${url}${path}`, {
      headers: { Authorization: `Bearer ${credentials.token}` },
      signal: abort.signal,
    });
  }

  /** Events one by one, as they come. */
  async function* watch(path: string): AsyncGenerator<Event> {
    const response = await fetchPath(path);
    expect(response.status).toBe(200);
    const decoder = new TextDecoder();
    let rest = '';
    for await (const part of response.body as any) {
      const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield JSON.parse(line);
    }
  }

  const next = async (events: AsyncGenerator<Event>) =>
    (await events.next()).value as Event;

  const update = (change: (cluster: KubernetesCluster) => void) =>
    simulator.update('k8s-prod', cluster =>
      change(cluster as KubernetesCluster),
    );

  async function revision(path: string): Promise<string> {
    const body = (await (await fetchPath(path)).json()) as any;
    return body.metadata.resourceVersion;
  }

  it('sends added, modified and deleted objects', async () => {
    const path = '/api/v1/namespaces/shop/pods';
    const from = await revision(path);
    const events = watch(`${path}?watch=true&resourceVersion=${from}`);
    const first = next(events);
    await update(({ workloads }) => {
      workloads.push({ ...workloads[3], name: 'web-shop-7c9f8d6b5-new42' });
    });
    const added = await first;
    expect([added.type, added.object.metadata.name]).toEqual([
      'ADDED',
      'web-shop-7c9f8d6b5-new42',
    ]);
    expect(added.object.kind).toBe('Pod');
    expect(
      compareShape(
        added,
        real.find(({ type }) => type === 'ADDED'),
        {
          maps: /labels$|requests$|limits$/,
          unrecorded:
            /ownerReferences|generateName|status|nodeName|limits|requests/,
        },
      ),
    ).toEqual([]);
    await update(({ workloads }) => {
      workloads[workloads.length - 1].state = 'CrashLoopBackOff';
      // Somewhere else: nothing that this watch is about.
      workloads[0].state = 'CrashLoopBackOff';
    });
    const modified = await next(events);
    expect(modified).toMatchObject({
      type: 'MODIFIED',
      object: {
        metadata: { uid: added.object.metadata.uid },
        status: {
          containerStatuses: [
            { state: { waiting: { reason: 'CrashLoopBackOff' } } },
          ],
        },
      },
    });
    expect(Number(modified.object.metadata.resourceVersion)).toBeGreaterThan(
      Number(added.object.metadata.resourceVersion),
    );
    await update(({ workloads }) => {
      workloads.pop();
    });
    expect(await next(events)).toMatchObject({
      type: 'DELETED',
      object: { metadata: { name: 'web-shop-7c9f8d6b5-new42' } },
    });
    // Lists return the same revisions.
    const selector = encodeURIComponent('app=payments-api');
    const { items } = (await (
      await fetchPath(`/api/v1/pods?labelSelector=${selector}`)
    ).json()) as any;
    const revisions = items.map(
      ({ metadata }: any) => metadata.resourceVersion !== from,
    );
    expect(revisions).toEqual([true, false, false]);
  });

  it('replays changes since a revision, and rejects one that is too old', async () => {
    const path = '/api/v1/nodes';
    const from = await revision(path);
    await update(({ nodes }) => {
      nodes[1].state = 'Unknown';
    });
    const events = watch(`${path}?watch=true&resourceVersion=${from}`);
    expect(await next(events)).toMatchObject({
      type: 'MODIFIED',
      object: { metadata: { name: 'worker-1' } },
    });
    simulator.compact('k8s-prod');
    const late: Event[] = [];
    for await (const event of watch(
      `${path}?watch=true&resourceVersion=${from}`,
    )) {
      late.push(event);
    }
    const error = real.find(({ type }) => type === 'ERROR');
    expect(compareShape(late, [error])).toEqual([]);
    expect(late[0]).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired' },
    });
  });

  it('starts with all there is, and ends when the time is up', async () => {
    const events: Event[] = [];
    for await (const event of watch(
      '/api/v1/pods?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1',
    )) {
      events.push(event);
    }
    const types = events.map(({ type }) => type);
    expect(types.filter(type => type === 'ADDED').length).toBeGreaterThan(5);
    const bookmarks = events.filter(({ type }) => type === 'BOOKMARK');
    expect(bookmarks).toHaveLength(2);
    expect(bookmarks[0].object.metadata.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
    const recordedOnes = real.filter(({ type }) => type === 'BOOKMARK');
    expect(compareShape(bookmarks, recordedOnes)).toEqual([]);
  });

  it('holds back what watches send, and cuts them', async () => {
    const path = '/api/v1/pods';
    const from = await revision(path);
    const events = watch(`${path}?watch=true&resourceVersion=${from}`);
    const first = next(events);
    const watches = simulator.watches('k8s-prod');
    const add = (name: string) =>
      update(({ workloads }) => {
        workloads.push({ ...workloads[0], name });
      });
    await add('one');
    expect((await first).object.metadata.name).toBe('one');
    watches.hold('open');
    await add('two');
    const other = watch(`${path}?watch=true&resourceVersion=${from}`);
    expect((await next(other)).object.metadata.name).toBe('one');
    expect((await next(other)).object.metadata.name).toBe('two');
    const held = next(events);
    const settled = jest.fn();
    void held.then(settled);
    watches.cut('end');
    expect((await other.next()).done).toBe(true);
    expect(settled).not.toHaveBeenCalled();
    watches.release();
    expect((await held).object.metadata.name).toBe('two');
    expect((await events.next()).done).toBe(true);

    const broken = watch(`${path}?watch=true&resourceVersion=${from}`);
    await next(broken);
    watches.cut();
    await expect(
      (async () => {
        for await (const event of broken) expect(event.type).toBe('ADDED');
      })(),
    ).rejects.toThrow();
  });

  it('goes back to older revisions after a restore, silently for who knows newer ones', async () => {
    const path = '/api/v1/pods';
    const from = await revision(path);
    simulator.restore('k8s-prod', cluster => cluster.workloads.pop(), 100);
    expect(await revision(path)).toBe('100');
    const late = watch(
      `${path}?watch=true&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=${from}`,
    );
    const first = next(late);
    await update(({ workloads }) => {
      workloads[0].state = 'Failed';
    });
    expect(await first).toBeUndefined();
    const early = watch(`${path}?watch=true&resourceVersion=100`);
    expect(await next(early)).toMatchObject({
      type: 'MODIFIED',
      object: { metadata: { resourceVersion: '101' } },
    });
  });

  it('denies one verb, and sends no bookmarks, if the fleet is configured so', async () => {
    await update(cluster => {
      cluster.denied = ['watch pods'];
      cluster.bookmarks = false;
    });
    const query = 'watch=true&allowWatchBookmarks=true&timeoutSeconds=1';
    expect((await fetchPath('/api/v1/pods')).status).toBe(200);
    expect((await fetchPath(`/api/v1/pods?${query}`)).status).toBe(403);
    const nodes = watch(`/api/v1/nodes?${query}&resourceVersion=4057`);
    expect(await next(nodes)).toBeUndefined();
  });

  it('calls an object deleted once it stops to fit the selectors', async () => {
    const selector = encodeURIComponent('status.phase=Running');
    const path = `/api/v1/pods?fieldSelector=${selector}`;
    const from = await revision(path);
    const events = watch(`${path}&watch=true&resourceVersion=${from}`);
    const first = next(events);
    await update(({ workloads }) => {
      workloads[0].state = 'Failed';
    });
    expect(await first).toMatchObject({
      type: 'DELETED',
      object: { status: { phase: 'Running' } },
    });
  });
});
