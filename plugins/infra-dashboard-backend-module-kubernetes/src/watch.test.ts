import {
  demoFleet,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import { createProvider } from './__testUtils__/createProvider';
import { rawPod } from './__testUtils__/objects';
import { codes, DEPLOYMENTS, PODS, useLab } from './__testUtils__/useLab';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import type { PartReader } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

jest.setTimeout(60_000);

const { signal } = new AbortController();

describe('watches of Kubernetes', () => {
  let simulator: Simulator;
  let provider: PartReader;

  beforeEach(async () => {
    const clusters = demoFleet().clusters.filter(
      ({ name }) => name === 'k8s-prod',
    );
    simulator = await startSimulator({ fleet: { clusters } });
    const { url, credentials } = simulator.clusters.get('k8s-prod')!;
    provider = createProvider({
      url,
      serviceAccountToken: credentials.token,
    });
  });

  afterEach(async () => {
    await provider.close();
    await simulator.stop();
  });

  const read = async () => {
    const cycle = {};
    await provider.getAllClusters({ signal, cycle });
    const { items } = await provider.getWorkloads('lab', { signal, cycle });
    return items.filter(({ type }) => type === 'pod');
  };

  const update = (change: (workloads: any[]) => void) =>
    simulator.update('k8s-prod', cluster => change(cluster.workloads));

  /** Lists and watches of the pods so far. */
  function asked() {
    const ofPods = simulator.requests
      .list({ cluster: 'k8s-prod' })
      .filter(({ path }) => path === PODS);
    const isWatch = ({ query }: { query: string }) =>
      query.includes('watch=true');
    return {
      lists: ofPods.filter(one => !isWatch(one)).length,
      watches: ofPods.filter(isWatch).length,
    };
  }

  it('K9: lists once, and then hears of what changes', async () => {
    const before = await read();
    await update(workloads => {
      workloads.push({ ...workloads[3], name: 'web-shop-new' });
      const first = workloads.find(({ name }) => name === before[0].name);
      first.state = 'CrashLoopBackOff';
    });
    const changed = await waitFor(async () => {
      const pods = await read();
      expect(pods).toHaveLength(before.length + 1);
      return pods;
    });
    expect(changed.find(({ name }) => name === 'web-shop-new')).toBeDefined();
    await waitFor(async () => {
      const first = (await read()).find(({ id }) => id === before[0].id);
      expect(first?.status).toBe('CrashLoopBackOff');
    });
    await update(workloads => workloads.pop());
    await waitFor(async () => expect(await read()).toHaveLength(before.length));
    expect(asked()).toEqual({ lists: 1, watches: 1 });
  });

  it('K8: resumes a stream that ended, and lists again where that is too late', async () => {
    const before = await read();
    await simulator.update('k8s-prod', cluster => {
      cluster.reachable = false;
    });
    await expect(read()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await simulator.update('k8s-prod', cluster => {
      cluster.reachable = true;
    });
    expect(await read()).toHaveLength(before.length);
    expect(asked()).toEqual({ lists: 1, watches: 2 });

    await simulator.update('k8s-prod', cluster => {
      cluster.reachable = false;
    });
    await update(workloads => workloads.pop());
    simulator.compact('k8s-prod');
    await simulator.update('k8s-prod', cluster => {
      cluster.reachable = true;
    });
    await waitFor(async () =>
      expect(await read()).toHaveLength(before.length - 1),
    );
    const { lists, watches } = asked();
    expect(lists).toBe(2);
    expect(watches).toBeGreaterThanOrEqual(3);
    await read();
    await read();
    // No storm of lists once it stands again.
    expect(asked().lists).toBe(2);
  });

  it('C4: asks for nothing more once it is closed', async () => {
    await read();
    await provider.close();
    await update(workloads => workloads.pop());
    await new Promise(next => setTimeout(next, 100));
    expect(asked()).toEqual({ lists: 1, watches: 1 });
  });
});

describe('a list without a watch', () => {
  const lab = useLab();

  /** Lists carry a version, so that a watch is tried; the watch answers as given. */
  function answerWatches(
    status: number,
    body: unknown = { kind: 'Status', code: status },
  ) {
    for (const path of [PODS, DEPLOYMENTS]) {
      const list = lab.server.routes[path] as (request: any) => any;
      lab.server.routes[path] = request => {
        if (request.query.get('watch')) return { status, body };
        const answer = list(request);
        answer.body.metadata.resourceVersion = '7';
        return answer;
      };
    }
  }

  const watchesOf = (path: string) =>
    lab.server.requests.filter(
      request => request.path === path && request.query.has('watch'),
    ).length;

  it.each([403, 405])(
    'K10: is read by each refresh where watching answers %i, which is said',
    async status => {
      answerWatches(status);
      const provider = lab.provider();
      for (let refresh = 0; refresh < 3; refresh += 1) {
        const { items, limitations } = await provider.getWorkloads('lab', {
          signal,
        });
        expect(items).toHaveLength(5);
        expect(codes(limitations)).toEqual([
          'no-permission-watch-pods',
          'no-permission-watch-deployments',
        ]);
      }
      expect(watchesOf(PODS)).toBe(1);
      expect(lab.server.count(PODS)).toBe(4);
    },
  );

  it('is as good where a watch fails, and the watch is tried again', async () => {
    answerWatches(503);
    const provider = lab.provider();
    for (let refresh = 0; refresh < 2; refresh += 1) {
      const { items, limitations } = await provider.getWorkloads('lab', {
        signal,
      });
      expect(items).toHaveLength(5);
      expect(codes(limitations)).toEqual([]);
    }
    expect(watchesOf(PODS)).toBe(2);
  });

  it('C1: counts a row that turns odd once, however often it changes', async () => {
    const two = rawPod('two', { node: 'a' });
    const { uid } = two.metadata;
    const odd = (resourceVersion: string) =>
      JSON.stringify({
        type: 'MODIFIED',
        object: { metadata: { uid, resourceVersion, name: 7 } },
      });
    answerWatches(200, [odd('8'), odd('9'), odd('10'), ''].join('\n'));
    const provider = lab.provider();
    const read = () => provider.getWorkloads('lab', { signal });
    await read();
    await waitFor(async () => expect((await read()).items).toHaveLength(4));
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const { items, limitations } = await read();
      expect(items.map(({ name }) => name)).not.toContain('two');
      expect(limitations?.map(({ message }) => message)).toEqual([
        '1 of the pods made no sense and are left out',
        '1 of the deployments made no sense and are left out',
      ]);
    }
  });

  it('is no longer read where the credentials are refused', async () => {
    answerWatches(401);
    await expect(
      lab.provider().getWorkloads('lab', { signal }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});
