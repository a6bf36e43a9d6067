import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  CapacityReport,
  ChangePage,
  HistoryList,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import {
  CLUSTERS,
  createPolicy,
  createRandom,
} from './__testUtils__/createPolicy';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { infraClusterConditions } from './rules';
import { useGuardedBackend } from './__testUtils__/useGuardedBackend';

jest.setTimeout(120_000);

describe('what a policy denies', () => {
  const { decide, get, permissions, readEverything } = useGuardedBackend();

  it('has another tag, so that no client shows what it has stored', async () => {
    for (const path of ['clusters?include=nodes', 'workloads', 'summary']) {
      const place = `/api/infra-dashboard/${path}`;
      decide();
      let tag = '';
      // A reading may come in between.
      await waitFor(async () => {
        const first = await get(place);
        tag = first.headers.etag;
        const second = await get(place).set('If-None-Match', tag);
        expect([second.status, second.text]).toEqual([304, '']);
      });
      decide(infraClusterConditions.isCluster({ names: ['none'] }));
      const { body, status } = await get(place).set('If-None-Match', tag);
      expect(status).toBe(200);
      expect(body.items ?? body.clusters).toEqual(
        body.items ? [] : { total: 0 },
      );
    }
  });

  it('is invisible without permission, in lists, counts, totals, health and actions', async () => {
    decide();
    const everything = await readEverything();
    const everywhere = JSON.stringify(everything.map(({ body }) => body));
    for (const { name } of CLUSTERS) expect(everywhere).toContain(name);
    // There has to be a past that could be reported.
    for (const place of ['history', 'history?node=amber-node-2']) {
      expect(everything).toContainEqual({
        place: `/api/infra-dashboard/clusters/amber/${place}`,
        status: 200,
        body: expect.objectContaining({
          cluster: 'amber',
          series: expect.arrayContaining([
            expect.objectContaining({ metric: 'memory' }),
          ]),
        }),
      });
    }

    const random = createRandom(20_261_123);
    for (let round = 0; round < 12; round += 1) {
      const { criteria, allows } = createPolicy(random);
      const allowed = CLUSTERS.filter(allows);
      const denied = CLUSTERS.filter(cluster => !allows(cluster));
      decide(criteria);
      const replies = await readEverything();
      // Naming a cluster that is denied has the same response as naming one that never was.
      const leaks = replies.flatMap(({ place, status, body }) =>
        denied.flatMap(({ name }) => {
          const word = place.includes(name)
            ? new RegExp(`${name}(-web|-node-2| is hot)`)
            : name;
          const isReported = JSON.stringify(body).search(word) >= 0;
          const isFound =
            /\/clusters?\//.test(place) &&
            place.includes(name) &&
            status !== 404;
          return isReported || isFound ? [{ place, name, criteria }] : [];
        }),
      );
      expect(leaks).toEqual([]);
      const lost = allowed.filter(({ name }) =>
        replies.some(
          ({ place, status }) =>
            status !== 200 && place.endsWith(`dashboard/clusters/${name}`),
        ),
      );
      expect(lost).toEqual([]);
      const bodyOf = (place: string) =>
        replies.find(
          reply => reply.place === place || reply.place === `test:${place}`,
        )!.body;
      const healthy = allowed.filter(({ name }) => name !== 'cedar').length;
      expect(bodyOf('/api/infra-dashboard/workloads').totalItems).toBe(
        healthy * 3,
      );
      expect(bodyOf('/api/infra-dashboard/storages?q=web')).toMatchObject({
        totalItems: healthy,
      });
      expect(bodyOf('/api/infra-dashboard/clusters').items).toHaveLength(
        allowed.length,
      );
      const capacity: CapacityReport = bodyOf(
        '/api/infra-dashboard/capacity?cpu=1&include=forecast',
      );
      expect(capacity.items.map(({ cluster }) => cluster).sort()).toEqual(
        allowed.flatMap(({ name }) => (name === 'cedar' ? [] : name)).sort(),
      );
      const past: HistoryList = bodyOf(
        '/api/infra-dashboard/history?metric=cpu',
      );
      expect(past.items.map(({ cluster }) => cluster).sort()).toEqual(
        allowed.map(({ name }) => name).sort(),
      );
      expect(past.items.filter(({ series }) => series.length)).toHaveLength(
        healthy,
      );
      const changes: ChangePage = bodyOf(
        '/api/infra-dashboard/changes?owner=shop',
      );
      expect(changes.items.map(({ cluster }) => cluster).sort()).toEqual(
        allowed.map(({ name }) => name).sort(),
      );
      expect(bodyOf('/api/infra-dashboard/health').clusters.total).toBe(
        allowed.length,
      );
      expect(bodyOf('/api/infra-dashboard/health').providers.total).toBe(
        allowed.length,
      );
      expect(
        bodyOf('list-infrastructure-clusters {"limit":100}').totalItems,
      ).toBe(allowed.length);
    }
  });

  it('is everything where the decision is a denial', async () => {
    permissions.authorizeConditional.mockImplementation(async queries =>
      queries.map(() => ({ result: AuthorizeResult.DENY })),
    );
    const replies = (await readEverything()).filter(
      ({ place }) => !place.endsWith('openapi.json'),
    );
    const isDenied = ({ place, status, body }: (typeof replies)[number]) =>
      place.startsWith('/')
        ? status === 403
        : /clusters\.read|Invalid input to action/.test(String(body.error));
    expect(replies.filter(reply => !isDenied(reply))).toEqual([]);
    expect(JSON.stringify(replies.map(({ body }) => body))).not.toMatch(
      /-web|is hot|10\.0\.0/,
    );
  });
});
