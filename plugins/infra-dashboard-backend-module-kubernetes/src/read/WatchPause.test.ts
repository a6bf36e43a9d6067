import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { TOKEN, type FakeRequest } from '../__testUtils__/FakeApiServer';
import { rawPod } from '../__testUtils__/objects';
import { codes, DEPLOYMENTS, PODS, useLab } from '../__testUtils__/useLab';

jest.setTimeout(60_000);

const { signal } = new AbortController();

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

describe('a list without a watch', () => {
  const lab = useLab();

  /** Lists have a version, so that a watch is requested; it gets the given response. */
  function respondToWatches(
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
        const response = list(request);
        response.body.metadata.resourceVersion = '7';
        return response;
      };
    }
  }

  const watchesOf = (path: string) =>
    lab.server.requests.filter(
      request => request.path === path && request.query.has('watch'),
    ).length;

  it.each([403, 405])(
    'is read by each refresh where a watch gets %i, which is a limitation',
    async status => {
      respondToWatches(status);
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

  it('is complete where a watch fails, and the watch is requested again', async () => {
    respondToWatches(503);
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

  it('counts an object that becomes invalid once, however often it changes', async () => {
    const two = rawPod('two', { node: 'a' });
    const { uid } = two.metadata;
    const invalid = (resourceVersion: string) =>
      JSON.stringify({
        type: 'MODIFIED',
        object: { metadata: { uid, resourceVersion, name: 7 } },
      });
    respondToWatches(200, after =>
      ['8', '9', '10']
        .filter(version => Number(version) > Number(after))
        .map(version => `${invalid(version)}\n`)
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
        '1 of the pods is invalid and left out',
        '1 of the deployments is invalid and left out',
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
      respondToWatches(200, () => deleted(version));
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

  it('is watched again after new credentials, a forced refresh or a granted permission, not at each refresh', async () => {
    respondToWatches(403);
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
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + 61_000);
    expect(await watchesAfter()).toBe(3);
    jest.restoreAllMocks();

    // Once only, where it is denied all the same.
    review(true);
    expect(await watchesAfter()).toBe(4);
  });

  it('is no longer read where the credentials are refused', async () => {
    respondToWatches(401);
    await expect(
      lab.provider().getWorkloads('lab', { signal }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});
