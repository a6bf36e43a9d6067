import { readErrors } from './__fixtures__';
import { pagesOf } from './__testUtils__/FakeApiServer';
import { rawNode, rawPod } from './__testUtils__/objects';
import { codes, NODES, PODS, useLab } from './__testUtils__/useLab';

const errors = readErrors();
const { signal } = new AbortController();

describe('KubernetesClient', () => {
  const lab = useLab();

  it('K9: reads a long list in pages of 250', async () => {
    const pods = Array.from({ length: 1_203 }, (_, index) =>
      rawPod(`p${index}`, { node: 'a', cpu: '1m' }),
    );
    lab.server.routes[PODS] = pagesOf(pods);
    const [cluster] = await lab.provider().getAllClusters({ signal });
    expect(cluster.nodes[0].cpu.requested).toBe(1.203);
    expect(cluster.nodes[0].workloads?.total).toBe(1_203);
    const asked = lab.server.requests.filter(({ path }) => path === PODS);
    expect(asked.map(({ query }) => query.toString())).toEqual([
      'limit=250',
      'limit=250&continue=from-250',
      'limit=250&continue=from-500',
      'limit=250&continue=from-750',
      'limit=250&continue=from-1000',
    ]);
  });

  it('K8: begins a list anew once when its continue token expires', async () => {
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

  it('K8: then finishes with the token for the rest as it is', async () => {
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

  it('stops where a server hands out the same token for ever', async () => {
    lab.server.routes[PODS] = {
      body: { metadata: { continue: 'again' }, items: [rawPod('one')] },
    };
    const { items, limitations } = await lab.provider().getWorkloads('lab', {
      signal,
    });
    expect(items).toHaveLength(2);
    expect(codes(limitations)).toEqual(['pods-truncated']);
  });

  it('K18: passes on how long a throttling server wants us to wait', async () => {
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

  it('skips a row that makes no sense, and counts it', async () => {
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

  it('refuses a page that is no API', async () => {
    for (const body of ['<html>Sign in</html>', '"text"']) {
      lab.server.routes[NODES] = { body };
      await expect(
        lab.provider().getAllClusters({ signal }),
      ).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
    }
  });

  it('tells a dead server with one request, and without its address', async () => {
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
