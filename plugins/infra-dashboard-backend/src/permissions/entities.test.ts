import { mockCredentials } from '@backstage/backend-test-utils';
import { useOwnedBackend } from './__testUtils__/useOwnedBackend';

jest.setTimeout(120_000);

const service = mockCredentials.service;
const as = (name: string) => ({
  header: () => mockCredentials.user.header(`user:default/${name}`),
});
const credentialsOf = (name: string) =>
  mockCredentials.user(`user:default/${name}`);

const LISTS = [
  '/workloads',
  '/workloads?sort=owner',
  '/workloads?q=pod',
  '/clusters/amber/workloads',
  '/clusters/amber/nodes/client-1/workloads',
  '/clusters/amber/nodes/client-1/impact',
  '/changes',
];

describe('entities and owners that a user may not see in the catalog', () => {
  const {
    authorizeConditional,
    getAs,
    getEntitiesByRefs,
    haveOwners,
    invokeAs,
  } = useOwnedBackend();

  const totalOf = async (name: string, query: string) => {
    const { body } = await getAs(as(name), `/workloads?${query}`);
    return body.totalItems;
  };
  const namesOf = async (name: string, query: string) => {
    const { body } = await getAs(as(name), `/workloads?${query}`);
    return body.items.map((item: any) => item.name);
  };

  beforeAll(() => haveOwners(service));

  it('are shown to services and to users who may see all, at one decision', async () => {
    authorizeConditional.mockClear();
    getEntitiesByRefs.mockClear();
    for (const path of LISTS) {
      for (const caller of [service, as('all')]) {
        const { text } = await getAs(caller, path);
        expect([path, text]).toEqual([path, expect.stringMatching(/secret-/)]);
      }
    }
    const decided = authorizeConditional.mock.calls.filter(
      ([queries, options]) =>
        queries.some(
          ({ permission }) => permission.name === 'catalog.entity.read',
        ) && (options as any).credentials.principal.type === 'user',
    );
    expect(decided).toHaveLength(1);
    expect(getEntitiesByRefs).not.toHaveBeenCalled();
  });

  it.each(['none', 'some'])(
    'are in no response to a user of %p',
    async name => {
      for (const path of LISTS) {
        const { body, text } = await getAs(as(name), path);
        expect([path, text]).toEqual([
          path,
          expect.not.stringMatching(/secret/),
        ]);
        const isOpen = /group:default\/web/.test(text);
        expect([path, isOpen]).toEqual([path, name === 'some']);
        const list = body.items ?? body.workloads.items;
        // The workloads and changes themselves are still there.
        expect(list.length).toBeGreaterThan(1);
      }
      const one = await getAs(as(name), '/workloads/amber/pod-2');
      expect(one.body.workload.name).toBe('pod-2');
      expect(one.text).not.toMatch(/secret/);
      const outputs = await Promise.all([
        invokeAs(credentialsOf(name), 'find-infrastructure-workloads', {}),
        invokeAs(credentialsOf(name), 'get-infrastructure-node', {
          ...{ cluster: 'amber', node: 'client-1' },
        }),
        invokeAs(credentialsOf(name), 'get-infrastructure-node-impact', {
          ...{ cluster: 'amber', node: 'client-1' },
        }),
      ]);
      expect(JSON.stringify(outputs)).not.toMatch(/secret/);
      expect(outputs[0].totalItems).toBe(3);
      expect(outputs[2].totals).toMatchObject(
        name === 'some'
          ? { entities: 2, owners: 1 }
          : { entities: 0, owners: 0 },
      );
    },
  );

  it('are hidden from a service whose token may not read the catalog', async () => {
    const restricted = mockCredentials.service('external:report', {
      permissionNames: [
        'infra-dashboard.clusters.read',
        'infra-dashboard.workloads.read',
      ],
    });
    const found = await invokeAs(
      restricted,
      'find-infrastructure-workloads',
      {},
    );
    expect(found.totalItems).toBe(3);
    expect(JSON.stringify(found)).not.toMatch(/entityRefs|ownerRef|secret/);
  });

  it('are no part of counts of the impact', async () => {
    const { body } = await getAs(
      as('some'),
      '/clusters/amber/nodes/client-1/impact',
    );
    expect(body).toMatchObject({
      workloads: { total: 3 },
      entities: { total: 2 },
      owners: { total: 1, items: [{ ownerRef: 'group:default/web' }] },
      unassigned: 1,
    });
  });

  it('cannot be filtered, searched or sorted by', async () => {
    const hidden = [
      'entityRef=component:default/secret-app',
      'entityRef=system:default/secret-system',
      'entityRef=system:default/secret-whole',
      'entityRef=group:default/secret-team',
      'owner=secret-team',
      'q=secret',
      'q=secret&sort=-owner',
    ];
    for (const query of hidden) {
      expect([query, await totalOf('all', query)]).not.toEqual([query, 0]);
      expect([query, await totalOf('none', query)]).toEqual([query, 0]);
      expect([query, await totalOf('some', query)]).toEqual([query, 0]);
      if (query.startsWith('q')) continue;
      const changes = await getAs(as('some'), `/changes?${query}`);
      expect([query, changes.body]).toEqual([query, { items: [] }]);
      if (!query.startsWith('owner')) continue;
      const totals = await Promise.all(
        ['all', 'none', 'some'].map(async name => {
          const { body } = await getAs(as(name), `/summary?${query}`);
          return body.workloads.total;
        }),
      );
      expect([query, totals]).toEqual([query, [expect.any(Number), 0, 0]]);
      expect(totals[0]).toBeGreaterThan(0);
    }
    // What is visible is found, but not by way of what is hidden.
    expect(await namesOf('some', 'owner=web')).toEqual(['pod-0', 'pod-1']);
    expect(await namesOf('some', 'q=web')).toEqual(['pod-0', 'pod-1']);
    const inAll = 'entityRef=domain:default/all';
    expect(await namesOf('all', inAll)).toEqual(['pod-0', 'pod-1', 'pod-2']);
    expect(await namesOf('some', inAll)).toEqual(['pod-0']);
    // A cursor holds the value of the last row.
    const { body } = await getAs(as('some'), '/workloads?sort=-owner&limit=3');
    expect(body.items.at(-1).name).toBe('pod-2');
    for (const limit of [1, 2]) {
      for (const sort of ['owner', '-owner']) {
        const page = await getAs(
          as('none'),
          `/workloads?sort=${sort}&limit=${limit}`,
        );
        const cursor = Buffer.from(page.body.nextCursor, 'base64url');
        expect(cursor.toString()).not.toMatch(/secret|web/);
      }
    }
  });

  it('are asked for in one request for a page, with the credentials of the user', async () => {
    getEntitiesByRefs.mockClear();
    await getAs(as('new'), '/workloads');
    await getAs(as('new'), '/workloads?limit=2');
    const [[{ entityRefs }, { credentials }], ...more] =
      getEntitiesByRefs.mock.calls;
    expect(more).toEqual([]);
    expect([...entityRefs].sort()).toEqual([
      'component:default/part',
      'component:default/secret-app',
      'component:default/shop',
      'group:default/secret-team',
      'group:default/web',
    ]);
    expect(credentials.principal).toMatchObject({
      userEntityRef: 'user:default/new',
    });
  });

  it('are hidden while the catalog does not say which ones are visible', async () => {
    getEntitiesByRefs.mockRejectedValueOnce(new Error('out of order'));
    const { body, text } = await getAs(as('unlucky'), '/workloads');
    expect(body.totalItems).toBe(3);
    expect(text).not.toMatch(/entityRefs|ownerRef/);
    const later = await getAs(as('unlucky'), '/workloads');
    expect(later.text).toMatch(/component:default\/shop/);
  });
});
