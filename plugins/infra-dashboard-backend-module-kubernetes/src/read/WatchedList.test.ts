import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  demoFleet,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import { createProvider } from '../__testUtils__/createProvider';
import { TOKEN, type FakeRequest } from '../__testUtils__/FakeApiServer';
import { rawPod } from '../__testUtils__/objects';
import { codes, DEPLOYMENTS, PODS, useLab } from '../__testUtils__/useLab';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import type { PartReader } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';

jest.setTimeout(60_000);

const { signal } = new AbortController();

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

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
    body: (resourceVersion: string) => unknown = () => ({
      kind: 'Status',
      code: status,
    }),
  ) {
    for (const path of [PODS, DEPLOYMENTS]) {
      const list = lab.server.routes[path] as (request: FakeRequest) => any;
      lab.server.routes[path] = request => {
        if (request.query.get('watch')) {
          return { status, body: body(request.query.get('resourceVersion')!) };
        }
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
    answerWatches(200, after =>
      ['8', '9', '10']
        .filter(version => Number(version) > Number(after))
        .map(version => `${odd(version)}\n`)
        .join(''),
    );
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

  it('is read again after an event that is older than the list', async () => {
    const deleted = (resourceVersion: string) => {
      const { metadata, ...pod } = rawPod('two', { node: 'a' });
      const object = { ...pod, metadata: { ...metadata, resourceVersion } };
      return `${JSON.stringify({ type: 'DELETED', object })}\n`;
    };
    const namesAfter = async (version: string) => {
      answerWatches(200, () => deleted(version));
      const provider = lab.provider();
      const before = lab.server.count(PODS) - watchesOf(PODS);
      const read = async () => {
        const { items } = await provider.getWorkloads('lab', { signal });
        return items.map(({ name }) => name);
      };
      await read();
      const listed = () => lab.server.count(PODS) - watchesOf(PODS) - before;
      return { read, listed };
    };
    const older = await namesAfter('3');
    await waitFor(async () => {
      await older.read();
      expect(older.listed()).toBeGreaterThan(1);
    });
    expect(await older.read()).toContain('two');
    // Versions that are not numbers cannot be compared: the event counts.
    const opaque = await namesAfter('x3');
    await waitFor(async () => expect(await opaque.read()).not.toContain('two'));
    expect(opaque.listed()).toBe(1);
  });

  it('is watched again after new credentials, a person or a granted right, not at each refresh', async () => {
    answerWatches(403);
    const file = join(mkdtempSync(join(tmpdir(), 'token-')), 'token');
    writeFileSync(file, TOKEN);
    lab.server.tokens = [TOKEN, 'new-token'];
    const provider = lab.provider({
      serviceAccountToken: undefined,
      serviceAccountTokenFile: file,
    });
    const review = (allowed: boolean) => {
      lab.server.routes[REVIEWS] = {
        status: 201,
        body: { status: { allowed } },
      };
    };
    review(false);
    const watchesAfter = async (options?: { force: boolean }) => {
      for (let refresh = 0; refresh < 3; refresh += 1) {
        await provider.getWorkloads('lab', {
          signal,
          force: refresh === 0 && options?.force,
        });
      }
      return watchesOf(PODS);
    };
    expect(await watchesAfter()).toBe(1);
    expect(await watchesAfter({ force: true })).toBe(2);

    writeFileSync(file, 'new-token');
    const { now } = Date;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
    expect(await watchesAfter()).toBe(3);
    jest.restoreAllMocks();

    // Once only, where it is denied all the same.
    review(true);
    expect(await watchesAfter()).toBe(4);
  });

  it('is no longer read where the credentials are refused', async () => {
    answerWatches(401);
    await expect(
      lab.provider().getWorkloads('lab', { signal }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});
