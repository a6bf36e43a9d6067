import { InfraDashboardClient } from './InfraDashboardClient';

const discoveryApi = {
  getBaseUrl: async (id: string) => `http://backend/api/${id}`,
};

function createClient(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_input: any, _init?: any) =>
      ({
        ok: status < 400,
        status,
        statusText: 'Status',
        headers: { get: () => 'application/json' },
        json: async () => body,
        text: async () => JSON.stringify(body),
      } as any),
  );
  return {
    fetch,
    client: new InfraDashboardClient({ discoveryApi, fetchApi: { fetch } }),
  };
}

describe('InfraDashboardClient', () => {
  it('encodes names and queries, and passes token and signal on', async () => {
    const { client, fetch } = createClient(200, { items: [] });
    const { signal } = new AbortController();
    await client.getNodeWorkloads('Büro 1/a', 'n?1', { token: 't', signal });
    await client.getWorkloads({ q: 'a b', limit: 5, cluster: undefined });
    await client.getClusters();
    await client.getNodeImpact('a', 'n?1');
    await client.getHistory('a', { node: 'n?1' });
    await client.getWorkloadHistory('a', 'a/qemu/100', { to: 'T' });
    await client.getHistories({ metric: 'cpu' });
    await client.getWorkload('a', 'pve/qemu/1?1', { include: 'detail' });
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://backend/api/infra-dashboard/clusters/B%C3%BCro%201%2Fa/nodes/n%3F1/workloads',
      'http://backend/api/infra-dashboard/workloads?q=a+b&limit=5',
      'http://backend/api/infra-dashboard/clusters',
      'http://backend/api/infra-dashboard/clusters/a/nodes/n%3F1/impact',
      'http://backend/api/infra-dashboard/clusters/a/history?node=n%3F1',
      'http://backend/api/infra-dashboard/history/workloads/a/a/qemu/100?to=T',
      'http://backend/api/infra-dashboard/history?metric=cpu',
      'http://backend/api/infra-dashboard/workloads/a/pve/qemu/1%3F1?include=detail',
    ]);
    expect(fetch.mock.calls[0][1]).toMatchObject({
      headers: { Authorization: 'Bearer t' },
      signal,
    });
    expect(fetch.mock.calls[2][1].headers).not.toHaveProperty('Authorization');
  });

  it('returns what it has where nothing has changed', async () => {
    const fetch = jest.fn(async (_url: any, { headers }: any) =>
      headers['If-None-Match'] === '"a"'
        ? new Response(null, { status: 304 })
        : Response.json({ items: [] }, { headers: { ETag: '"a"' } }),
    );
    const client = new InfraDashboardClient({
      ...{ discoveryApi, fetchApi: { fetch: fetch as any } },
    });
    const first = await client.getClusters();
    expect(await client.getClusters()).toBe(first);
    expect(await client.getClusters({ include: 'nodes' })).not.toBe(first);
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(fetch.mock.calls[2][1].headers).not.toHaveProperty('If-None-Match');
  });

  it('rejects with the error in the response', async () => {
    const { client } = createClient(404, {
      error: { name: 'NotFoundError', message: "There is no cluster 'x'" },
      response: { statusCode: 404 },
    });
    await expect(client.getCluster('x')).rejects.toMatchObject({
      name: 'ResponseError',
      cause: { message: "There is no cluster 'x'" },
    });
  });
});
