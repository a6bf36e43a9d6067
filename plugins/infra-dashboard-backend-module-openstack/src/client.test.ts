import { createTestContext } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { OpenStackClient, type OpenStackRequest } from './client';
import { openstackConfigSchema } from './config';
import { serverSchema, hypervisorSchema } from './schemas';
import { readSettings } from './config/settings';
import { recorded } from './__fixtures__';
import { PASSWORD } from './__testUtils__/createProvider';
import { answerOf, FakeCloud } from './__testUtils__/FakeCloud';

const { signal } = new AbortController();

const SERVERS = {
  service: 'compute',
  path: '/servers/detail',
  query: { all_tenants: 1 },
  key: 'servers',
  schema: serverSchema,
  action: 'list servers',
  signal,
} as const;

const HYPERVISORS: OpenStackRequest = {
  service: 'compute',
  path: '/os-hypervisors/detail',
  action: 'list hypervisors',
  signal,
};

describe('OpenStackClient', () => {
  let cloud: FakeCloud;
  let authUrl: string;
  const open: OpenStackClient[] = [];

  async function client(config: object = {}) {
    const settings = await readSettings(
      openstackConfigSchema.parse({ authUrl, ...PASSWORD, ...config }),
    );
    const created = new OpenStackClient({
      settings,
      ...createTestContext({ config: {} }),
    });
    open.push(created);
    return created;
  }

  async function failure(promise: Promise<unknown>): Promise<ProviderFailure> {
    const error: any = await promise.catch(reason => reason);
    expect(error).toBeInstanceOf(ProviderFailure);
    return error;
  }

  beforeEach(async () => {
    cloud = new FakeCloud();
    authUrl = await cloud.listen();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map(item => item.close()));
    await cloud.close();
  });

  it('O12: logs in again once when a token is refused, for all requests together', async () => {
    const nova = await client();
    await nova.get(HYPERVISORS);
    cloud.tokens.clear();
    const lists = await Promise.all([
      nova.list(SERVERS),
      nova.get(HYPERVISORS),
      nova.get(HYPERVISORS),
    ]);
    expect(lists[0].items).toHaveLength(21);
    expect(cloud.logins).toBe(2);
  });

  it('O12: gives up when a new token is refused too, and does not log in for ever', async () => {
    const nova = await client();
    cloud.routes['placement /resource_providers'] =
      answerOf('nova-bad-token-401');
    const placement = {
      ...HYPERVISORS,
      service: 'placement',
      path: '/resource_providers',
    } as const;
    expect(await failure(nova.get(placement))).toMatchObject({
      code: 'UNAUTHORIZED',
      hint: expect.stringContaining('keystone_authtoken'),
    });
    expect(cloud.logins).toBe(2);
    // The token is good for the other services, and stays.
    await nova.get(HYPERVISORS);
    await failure(nova.get(placement));
    await failure(nova.get(placement));
    expect(cloud.logins).toBe(2);
  });

  it('logs in once more where one path refuses a token that its service accepts', async () => {
    const nova = await client();
    const path = 'compute /os-hypervisors/detail';
    const good = cloud.routes[path];
    cloud.routes[path] = answerOf('nova-bad-token-401');
    for (let refresh = 0; refresh < 4; refresh += 1) {
      await failure(nova.get(HYPERVISORS));
      await nova.list(SERVERS);
    }
    expect(cloud.logins).toBe(2);
    // A token that ends is another matter.
    cloud.tokens.clear();
    await nova.list(SERVERS);
    expect(cloud.logins).toBe(3);
    cloud.routes[path] = good;
    await nova.get(HYPERVISORS);
    cloud.tokens.clear();
    await nova.get(HYPERVISORS);
    expect(cloud.logins).toBe(4);
  });

  it('O12: takes the 401 of an access rule for what it is', async () => {
    const { body } = recorded('token-appcred-rules');
    cloud.editToken = token => {
      token.application_credential = body.token.application_credential;
      for (const rule of token.application_credential.access_rules) {
        rule.path = `/compute${rule.path}`;
      }
    };
    cloud.routes['compute /os-hypervisors/detail'] = answerOf(
      'flavors-appcred-rules-denied',
    );
    const nova = await client();
    expect(await failure(nova.get(HYPERVISORS))).toMatchObject({
      code: 'FORBIDDEN',
      upstreamStatus: 403,
      message:
        'The access rules of the application credential do not let it list hypervisors',
    });
    expect(cloud.logins).toBe(1);
    // What the rules do allow is refused because the token ended.
    cloud.tokens.clear();
    expect((await nova.list(SERVERS)).items).toHaveLength(21);
    expect(cloud.logins).toBe(2);
  });

  it('O10: follows pages by their marker, never by their address', async () => {
    const pages = ['servers-page1', 'servers-page2', 'servers-page3'];
    const markers = [
      null,
      'c137a0ac-75e6-4f0f-93d4-19bc4f53c70e',
      'b4eb57b4-d37f-41da-ba1f-62c9eee855ab',
    ];
    cloud.routes['compute /servers/detail'] = ({ query }) =>
      answerOf(pages[markers.indexOf(query.get('marker'))]);
    const { items, skipped, truncated } = await (await client()).list(SERVERS);
    expect(items).toHaveLength(21);
    expect(new Set(items.map(({ id }) => id)).size).toBe(21);
    expect([skipped, truncated]).toEqual([0, false]);
    const sent = cloud.sent('compute /servers/detail');
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
    'O10: follows the pages of %s %s',
    async (service, path, key, linksKey) => {
      const ids = ['a', 'b', 'c'];
      cloud.routes[`${service} ${path}`] = ({ query }) => {
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
        await client()
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
      expect(cloud.sent(`${service} ${path}`)).toHaveLength(4);
    },
  );

  it('O10: tells a list that Keystone cuts off', async () => {
    cloud.routes['identity /projects'] = {
      body: { projects: [{ id: 'a' }], links: { next: null }, truncated: true },
    };
    const list = await (
      await client()
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

  it('O10: stops at links that lead in circles, and at an empty page', async () => {
    const page = (marker: string, servers: object[]) => ({
      body: {
        servers,
        servers_links: [
          { rel: 'next', href: `http://elsewhere.example/x?marker=${marker}` },
        ],
      },
    });
    cloud.routes['compute /servers/detail'] = page('a', [
      { id: 'a' },
      { name: 'no id' },
    ]);
    const circle = await (await client()).list(SERVERS);
    expect([circle.items.length, circle.truncated]).toEqual([1, true]);
    expect(cloud.sent('compute /servers/detail')).toHaveLength(2);
    // A full last page has a link to one without rows.
    cloud.routes['compute /servers/detail'] = ({ query }) =>
      query.has('marker') ? page('b', []) : page('a', [{ id: 'a' }]);
    const full = await (await client()).list(SERVERS);
    expect([full.items.length, full.truncated]).toEqual([1, false]);
  });

  it('O10: starts again when the server of the marker was deleted meanwhile', async () => {
    let lost = 2;
    cloud.routes['compute /servers/detail'] = ({ query }) => {
      if (!query.has('marker')) return answerOf('servers-page1');
      lost -= 1;
      return answerOf(lost >= 0 ? 'servers-bad-marker-400' : 'servers-page3');
    };
    const { items } = await (await client()).list(SERVERS);
    expect(items.length).toBeGreaterThan(8);
    expect(cloud.sent('compute /servers/detail')).toHaveLength(6);
    lost = 100;
    expect(await failure((await client()).list(SERVERS))).toMatchObject({
      code: 'UPSTREAM_ERROR',
      upstreamStatus: 400,
    });
  });

  it('O1, O13: asks with the newest microversion that both sides know', async () => {
    const used = async (max: string, atMost?: string) => {
      cloud.max.compute = max;
      cloud.requests.length = 0;
      await (await client()).get({ ...HYPERVISORS, atMost });
      return cloud.sent('compute /os-hypervisors')[0].microversion;
    };
    expect(await used('2.93')).toBe('2.93');
    expect(await used('2.100')).toBe('2.93');
    expect(await used('2.9')).toBe('2.9');
    expect(await used('2.93', '2.87')).toBe('2.87');
    expect(await used('2.60', '2.87')).toBe('2.60');
    expect(await used('')).toBeUndefined();
  });

  it('O13: falls back to 2.53 without a version document, and to what a 406 says', async () => {
    cloud.routes['compute /'] = { status: 503 };
    const nova = await client();
    await nova.get(HYPERVISORS);
    expect(cloud.sent('compute /os-hypervisors')[0].microversion).toBe('2.53');

    cloud.requests.length = 0;
    cloud.routes['compute /os-hypervisors/detail'] = ({ microversion }) => {
      if (microversion === '2.42')
        return answerOf('hypervisors-detail-admin-2.33');
      const { status, body } = recorded('nova-mv-too-high-406');
      body.computeFault.message = body.computeFault.message.replace(
        '2.93',
        '2.42',
      );
      return { status, body };
    };
    const list = {
      ...HYPERVISORS,
      key: 'hypervisors',
      schema: hypervisorSchema,
    };
    expect((await nova.list(list)).items).toHaveLength(5);
    expect((await nova.list(list)).items).toHaveLength(5);
    expect(
      cloud.sent('compute /os-hypervisors').map(item => item.microversion),
    ).toEqual(['2.53', '2.42', '2.42']);

    // Placement says it in another way.
    cloud.routes['placement /resource_providers'] = ({ microversion }) =>
      microversion === '1.20'
        ? answerOf('placement-providers-nomv')
        : {
            status: 406,
            body: { errors: [{ status: 406, max_version: '1.20' }] },
          };
    await (
      await client()
    ).get({
      ...HYPERVISORS,
      service: 'placement',
      path: '/resource_providers',
    });
    expect(
      cloud.sent('placement /resource').map(item => item.microversion),
    ).toEqual(['1.39', '1.20']);
  });

  it('O13: takes an endpoint with a project id, and one without a version', async () => {
    const { project } = recorded('token-password-admin').body.token;
    cloud.computePath = `/compute/v2.1/${project.id}/`;
    cloud.routes[`compute /${project.id}/os-hypervisors/detail`] = answerOf(
      'hypervisors-detail-admin-2.88',
    );
    await (await client()).get(HYPERVISORS);
    expect(cloud.sent('compute /')[0].route).toBe('compute /');

    cloud.requests.length = 0;
    cloud.computePath = '/compute';
    cloud.routes['compute /'] = answerOf('nova-root');
    await (await client()).get(HYPERVISORS);
    expect(cloud.sent('compute /os-hypervisors')[0].microversion).toBe('2.93');
  });

  it('O13, C6: chooses region and interface, and says which there are', async () => {
    cloud.editToken = token => {
      const compute = token.catalog.find(
        (item: any) => item.type === 'compute',
      );
      const [first] = compute.endpoints;
      compute.endpoints = [
        { ...first, interface: 'publicURL', url: 'gopher://nowhere' },
        { ...first, interface: 'internal' },
        { ...first, interface: 'internal', region_id: 'eu-2', region: 'eu-2' },
      ];
    };
    const target = async (config: object) =>
      (await client(config)).target('compute', signal);
    expect(
      await target({ region: 'eu-2', interface: 'internal' }),
    ).toMatchObject({ region: 'eu-2', used: { major: 2, minor: 93 } });
    expect(await failure(target({}))).toMatchObject({
      code: 'MISCONFIGURED',
      hint: expect.stringContaining('RegionOne, eu-2'),
    });
    expect(await failure(target({ region: 'us' }))).toMatchObject({
      code: 'MISCONFIGURED',
      message: 'The catalog has no Nova in the region us',
    });
    expect(
      await failure(target({ region: 'eu-2', interface: 'admin' })),
    ).toMatchObject({ hint: 'Set interface to one of: internal' });
    expect(await failure(target({ region: 'RegionOne' }))).toMatchObject({
      code: 'INVALID_RESPONSE',
      message: "The catalog's endpoint of Nova is no http or https address",
    });
    // O15: one login serves the regions of one Keystone; see regions.test.ts.
    expect(
      await target({ region: 'eu-2', interface: 'internal' }),
    ).toBeDefined();
  });

  it('C7: maps statuses, and shows nothing of what upstream wrote', async () => {
    const status = async (name: string | object) => {
      cloud.routes['compute /os-hypervisors/detail'] =
        typeof name === 'string' ? answerOf(name) : name;
      return failure((await client()).get(HYPERVISORS));
    };
    const denied = await status('hypervisors-detail-member');
    expect(denied).toMatchObject({ code: 'FORBIDDEN', upstreamStatus: 403 });
    const broken = await status('no-neutron-servers-detail');
    expect(broken).toMatchObject({
      code: 'UPSTREAM_ERROR',
      message: 'Nova answered with status 500 when asked to list hypervisors',
    });
    expect(
      await status({ status: 413, headers: { 'retry-after': '3' } }),
    ).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 3_000 });
    expect((await status({ body: '<html>' })).code).toBe('INVALID_RESPONSE');
    expect(JSON.stringify([denied, broken])).not.toMatch(
      /token-|keystoneauth|127\.0/,
    );
  });
});
