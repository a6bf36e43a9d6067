import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { workloadResponseSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { usePlugin } from '../__testUtils__/usePlugin';
import { createFakeFactory, fakeWorkload } from '../testing/FakeProvider';

jest.setTimeout(60_000);

const BASE = '/api/infra-dashboard/workloads';

describe('GET /workloads/{cluster}/{id}', () => {
  const { get, getAs, refresh, start } = usePlugin();

  async function startWith(options: { result?: AuthorizeResult.DENY } = {}) {
    const fake = createFakeFactory();
    fake.behavior.workloads = async ({ name }) => ({
      items: [
        fakeWorkload(name, 'nomad-1/alloc/7', { cpu: { count: 2, usage: 1 } }),
        fakeWorkload(name, 'web'),
      ],
      complete: true,
    });
    const described: string[] = [];
    fake.behavior.detail = async ({ workload }) => {
      described.push(workload.id);
      return {
        workload: {
          parts: [{ kind: 'container', name: 'app' }],
          events: [{ type: 'normal', reason: 'Started' }],
        },
      };
    };
    await start([{ name: 'nomad-1', type: 'nomad' }], { fake, ...options });
    if (!options.result) {
      await waitFor(async () => {
        expect((await get(`${BASE}/nomad-1/web`)).status).toBe(200);
      });
    }
    return { described, fake };
  }

  it('returns the row, and reads details only where they are requested', async () => {
    const { described } = await startWith();
    const { body } = await get(`${BASE}/nomad-1/web`);
    expect(workloadResponseSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      workload: { id: 'web', cluster: 'nomad-1' },
      freshness: { state: 'fresh' },
    });
    expect(body.detail).toBeUndefined();
    expect(described).toEqual([]);

    const all = await get(`${BASE}/nomad-1/web?include=events,detail`);
    expect(workloadResponseSchema.parse(all.body)).toEqual(all.body);
    expect(all.body.detail).toEqual({
      observedAt: expect.any(String),
      parts: [{ kind: 'container', name: 'app' }],
      events: [{ type: 'normal', reason: 'Started' }],
    });
    const events = await get(`${BASE}/nomad-1/web?include=events`);
    expect(Object.keys(events.body.detail)).toEqual(['observedAt', 'events']);
    const detail = await get(`${BASE}/nomad-1/web?include=detail`);
    expect(Object.keys(detail.body.detail)).toEqual(['observedAt', 'parts']);
    expect(described).toEqual(['web']);
  });

  it('sends all rows as CSV to those who want it', async () => {
    const { fake } = await startWith();
    fake.behavior.workloads = async ({ name }) => ({
      items: Array.from({ length: 1_234 }, (_, index) =>
        fakeWorkload(name, index === 7 ? '=1+1' : `web-${index}`),
      ),
      complete: true,
    });
    await refresh('nomad-1');
    const file = await get(`${BASE}?format=csv&sort=name`);
    expect(file.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="workloads.csv"',
      'cache-control': 'private, no-store',
    });
    const [head, first, ...rest] = file.text.trimEnd().split('\r\n');
    expect(head).toMatch(/^\uFEFF"cluster","platform","type","name","id",/);
    expect(first).toMatch(/^"nomad-1","nomad","allocation","'=1\+1",/);
    expect(new Set(rest).size).toBe(1_233);
    const few = await get(`${BASE}?format=csv&limit=3`);
    expect(few.text.trimEnd().split('\r\n')).toHaveLength(4);

    const accepting = async (accept: string) =>
      (await get(`${BASE}?limit=1`).set('Accept', accept)).type;
    expect(await accepting('text/csv')).toBe('text/csv');
    expect(await accepting('*/*')).toBe('application/json');
    expect(await accepting('application/json, text/csv')).toBe(
      'application/json',
    );
    const wrong = await get(`${BASE}?format=csv&cursor=x`);
    expect([wrong.status, wrong.type]).toEqual([400, 'application/json']);
    expect(wrong.headers['content-disposition']).toBeUndefined();
  });

  it('finds ids with slashes, encoded or not, with what they use', async () => {
    await startWith();
    for (const id of ['nomad-1%2Falloc%2F7', 'nomad-1/alloc/7']) {
      const { body } = await get(`${BASE}/nomad-1/${id}`);
      expect(body.workload).toMatchObject({
        id: 'nomad-1/alloc/7',
        cpu: { count: 2, usage: 1 },
      });
    }
  });

  it('returns 404 for what is not there, and 400 for another include', async () => {
    await startWith();
    for (const path of ['nomad-1/other', 'nomad-2/web', 'nomad-1/%00']) {
      expect([path, (await get(`${BASE}/${path}`)).status]).toEqual([
        path,
        404,
      ]);
    }
    const wrong = await get(`${BASE}/nomad-1/web?include=all`);
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toContain('include');
  });

  it('returns why details cannot be read as a value', async () => {
    const { fake } = await startWith();
    fake.behavior.detail = async () => {
      throw new ProviderFailure('FORBIDDEN', 'Missing permission: get pods', {
        hint: 'Grant it',
      });
    };
    const { body, status } = await get(`${BASE}/nomad-1/web?include=detail`);
    expect(status).toBe(200);
    expect(workloadResponseSchema.parse(body)).toEqual(body);
    expect(body.workload.id).toBe('web');
    expect(body.detailError).toEqual({
      code: 'FORBIDDEN',
      message: 'Missing permission: get pods',
      hint: 'Grant it',
    });
  });

  it('reads nothing for a caller who may not see the cluster', async () => {
    const { described } = await startWith({ result: AuthorizeResult.DENY });
    const reply = await getAs(
      `${BASE}/nomad-1/web?include=detail`,
      mockCredentials.user,
    );
    expect(reply.status).toBe(403);
    expect(described).toEqual([]);
  });
});
