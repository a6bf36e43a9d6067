import { z } from 'zod';
import { ClientFixture, SERVERS } from '../__testUtils__/ClientFixture';
import { failure } from '../__testUtils__/CloudFixture';
import { responseOf } from '../__testUtils__/FakeCloud';

const { signal } = new AbortController();

describe('listAll', () => {
  let fixture: ClientFixture;

  beforeEach(() => {
    fixture = new ClientFixture();
  });

  afterEach(() => fixture.stop());

  it('follows pages by marker, never by the address in the link', async () => {
    const pages = ['servers-page1', 'servers-page2', 'servers-page3'];
    const markers = [
      null,
      'c137a0ac-75e6-4f0f-93d4-19bc4f53c70e',
      'b4eb57b4-d37f-41da-ba1f-62c9eee855ab',
    ];
    fixture.cloud.routes['compute /servers/detail'] = ({ query }) =>
      responseOf(pages[markers.indexOf(query.get('marker'))]);
    const { items, skipped, truncated } = await (
      await fixture.client()
    ).list(SERVERS);
    expect(items).toHaveLength(21);
    expect(new Set(items.map(({ id }) => id)).size).toBe(21);
    expect([skipped, truncated]).toEqual([0, false]);
    const sent = fixture.cloud.sent('compute /servers/detail');
    expect(sent.map(({ query }) => query.toString())).toEqual([
      'all_tenants=1',
      ...markers.slice(1).map(marker => `all_tenants=1&marker=${marker}`),
    ]);
  });

  it.each([
    ['compute', '/os-hypervisors/detail', 'hypervisors', 'hypervisors_links'],
    ['compute', '/flavors/detail', 'flavors', 'flavors_links'],
    ['identity', '/projects', 'projects', 'links'],
  ] as const)(
    'follows the pages of %s %s',
    async (service, path, key, linksKey) => {
      const ids = ['a', 'b', 'c'];
      fixture.cloud.routes[`${service} ${path}`] = ({ query }) => {
        const marker = query.get('marker');
        const at = marker ? ids.indexOf(marker) + 1 : 0;
        const href = `http://elsewhere${path}?limit=1&marker=${ids[at]}`;
        const links =
          linksKey === 'links'
            ? { self: 'x', previous: null, next: ids[at] ? href : null }
            : [{ rel: 'next', href }];
        const page = ids.slice(at, at + 1).map(id => ({ id }));
        return {
          body: { [key]: page, ...(ids[at] && { [linksKey]: links }) },
        };
      };
      const { items, pages, truncated } = await (
        await fixture.client()
      ).list({
        service,
        path,
        key,
        schema: z.object({ id: z.string() }),
        action: 'list them',
        signal,
      });
      expect(items.map(({ id }) => id)).toEqual(ids);
      expect([pages, truncated]).toEqual([4, false]);
      expect(fixture.cloud.sent(`${service} ${path}`)).toHaveLength(4);
    },
  );

  it('reports a list that Keystone truncates', async () => {
    fixture.cloud.routes['identity /projects'] = {
      body: { projects: [{ id: 'a' }], links: { next: null }, truncated: true },
    };
    const list = await (
      await fixture.client()
    ).list({
      service: 'identity',
      path: '/projects',
      key: 'projects',
      schema: z.object({ id: z.string() }),
      action: 'list projects',
      signal,
    });
    expect(list).toMatchObject({ truncated: true, items: [{ id: 'a' }] });
  });

  it('stops at a repeated marker, and at an empty page', async () => {
    const page = (marker: string, servers: object[]) => ({
      body: {
        servers,
        servers_links: [
          { rel: 'next', href: `http://elsewhere.example/x?marker=${marker}` },
        ],
      },
    });
    fixture.cloud.routes['compute /servers/detail'] = page('a', [
      { id: 'a' },
      { name: 'no id' },
    ]);
    const circle = await (await fixture.client()).list(SERVERS);
    expect([circle.items.length, circle.truncated]).toEqual([1, true]);
    expect(fixture.cloud.sent('compute /servers/detail')).toHaveLength(2);
    // A full last page has a link to an empty one.
    fixture.cloud.routes['compute /servers/detail'] = ({ query }) =>
      query.has('marker') ? page('b', []) : page('a', [{ id: 'a' }]);
    const full = await (await fixture.client()).list(SERVERS);
    expect([full.items.length, full.truncated]).toEqual([1, false]);
  });

  it('restarts if the server of the marker was deleted', async () => {
    let lost = 2;
    fixture.cloud.routes['compute /servers/detail'] = ({ query }) => {
      if (!query.has('marker')) return responseOf('servers-page1');
      lost -= 1;
      return responseOf(lost >= 0 ? 'servers-bad-marker-400' : 'servers-page3');
    };
    const { items } = await (await fixture.client()).list(SERVERS);
    expect(items.length).toBeGreaterThan(8);
    expect(fixture.cloud.sent('compute /servers/detail')).toHaveLength(6);
    lost = 100;
    expect(await failure((await fixture.client()).list(SERVERS))).toMatchObject(
      {
        code: 'UPSTREAM_ERROR',
        upstreamStatus: 400,
      },
    );
  });
});
