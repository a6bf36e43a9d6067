import { readErrors } from './__fixtures__';
import { pagesOf } from './__testUtils__/FakeApiServer';
import { rawNode, rawPod } from './__testUtils__/objects';
import { codes, NODES, PODS, useLab } from './__testUtils__/useLab';

const errors = readErrors();
const { signal } = new AbortController();

describe('KubernetesClient', () => {
  const lab = useLab();

  it('reads a long list in pages of 250', async () => {
    const pods = Array.from({ length: 1_203 }, (_, index) =>
      rawPod(`p${index}`, { node: 'a', cpu: '1m' }),
    );
    lab.server.routes[PODS] = pagesOf(pods);
    const [cluster] = await lab.provider().getAllClusters({ signal });
    expect(cluster.nodes[0].cpu.requested).toBe(1.203);
    expect(cluster.nodes[0].workloads?.total).toBe(1_203);
    const requested = lab.server.requests.filter(({ path }) => path === PODS);
    expect(requested.map(({ query }) => query.toString())).toEqual([
      'limit=250',
      'limit=250&continue=from-250',
      'limit=250&continue=from-500',
      'limit=250&continue=from-750',
      'limit=250&continue=from-1000',
    ]);
  });

  it('restarts a list once when its continue token expires', async () => {
    const pods = Array.from({ length: 450 }, (_, i) => rawPod(`p${i}`));
    let expired = false;
    lab.server.routes[PODS] = request => {
      if (request.query.has('continue') && !expired) {
        expired = true;
        return errors['expired-continue'];
      }
      return pagesOf(pods)(request);
    };
    const { items } = await lab.provider().getWorkloads('lab', { signal });
    expect(items.filter(({ type }) => type === 'pod')).toHaveLength(450);
    expect(lab.server.count(PODS)).toBe(4);
  });

  it('then finishes with the token for the rest of the list', async () => {
    const pods = Array.from({ length: 450 }, (_, i) => rawPod(`p${i}`));
    lab.server.routes[PODS] = request => {
      const token = request.query.get('continue');
      if (token === 'from-250') {
        return {
          status: 410,
          body: { reason: 'Expired', metadata: { continue: 'rest' } },
        };
      }
      if (token === 'rest') {
        return { body: { metadata: {}, items: pods.slice(250) } };
      }
      return pagesOf(pods)(request);
    };
    const { items } = await lab.provider().getWorkloads('lab', { signal });
    expect(items.filter(({ type }) => type === 'pod')).toHaveLength(450);
    expect(lab.server.count(PODS)).toBe(5);
  });

  it('stops where a server returns the same token for ever', async () => {
    lab.server.routes[PODS] = {
      body: { metadata: { continue: 'again' }, items: [rawPod('one')] },
    };
    const { items, limitations } = await lab.provider().getWorkloads('lab', {
      signal,
    });
    expect(items).toHaveLength(2);
    expect(codes(limitations)).toEqual(['pods-truncated']);
  });

  it('passes on the Retry-After of a server that throttles', async () => {
    lab.server.routes[PODS] = errors.throttled;
    await expect(
      lab.provider().getAllClusters({ signal }),
    ).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: 1000,
    });
    expect(lab.server.requests[0].headers['user-agent']).toMatch(
      /backstage-infra-dashboard/,
    );
  });

  it('skips an invalid row, and counts it', async () => {
    lab.server.routes[NODES] = pagesOf([
      rawNode('a'),
      { metadata: { name: 'no-uid' } },
      7 as never,
    ]);
    const [cluster] = await lab.provider().getAllClusters({ signal });
    expect(cluster.nodes.map(({ name }) => name)).toEqual(['a']);
    expect(cluster.limitations).toMatchObject([
      { code: 'nodes-not-understood', message: expect.stringMatching(/^2 of/) },
    ]);
  });

  it('rejects a response that is not of the API', async () => {
    for (const body of ['<html>Sign in</html>', '"text"']) {
      lab.server.routes[NODES] = { body };
      await expect(
        lab.provider().getAllClusters({ signal }),
      ).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
    }
  });

  it('reports a dead server after one request, and without its address', async () => {
    const reader = lab.provider();
    await lab.server.close();
    const failure = await reader
      .getAllClusters({ signal })
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ code: 'UNREACHABLE' });
    expect(JSON.stringify([failure, String(failure)])).not.toMatch(/127\.0/);
    expect(lab.server.requests).toHaveLength(0);
  });

  it('ends with the signal', async () => {
    const abortAfter = (path: string) => {
      const controller = new AbortController();
      lab.server.routes[path] = () => {
        setTimeout(() => controller.abort(), 300).unref();
        return { delay: 10_000 };
      };
      return lab.provider().getAllClusters({ signal: controller.signal });
    };
    await expect(abortAfter(PODS)).resolves.toMatchObject([
      { limitations: [{ code: 'pods-unreadable' }] },
    ]);
    await expect(abortAfter(NODES)).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});
