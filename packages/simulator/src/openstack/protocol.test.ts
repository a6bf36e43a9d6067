import { demoFleet, startSimulator, type Simulator } from '..';
import { ask, type Asked } from '../__testUtils__/ask';
import { compareShape } from '../__testUtils__/compareShape';
import { recorded } from '../__testUtils__/recorded';
import type { OpenStackCluster } from '../fleet/schema';
import { CALLS, type User } from './__testUtils__/calls';

const real = recorded('openstack');

const DOMAIN = { name: 'Default' };

/** Keys in one order, so that texts can be compared. */
function sorted(value: any): any {
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, sorted(value[key])]),
  );
}

describe('simulated OpenStack', () => {
  let simulator: Simulator;

  beforeEach(async () => {
    simulator = await startSimulator({ fleet: demoFleet() });
  });

  afterEach(() => simulator.stop());

  const root = () => simulator.clusters.get('os-eu')!.url.replace(/\/v3$/, '');
  const credentials = () => simulator.clusters.get('os-eu')!.credentials;

  const update = (change: (cluster: OpenStackCluster) => void) =>
    simulator.update('os-eu', cluster => change(cluster as OpenStackCluster));

  const login = (auth: object, query = '') =>
    ask(`${root()}/v3/auth/tokens${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ auth }),
    });

  const password = (name: string, secret: string, domain?: object) => ({
    identity: {
      methods: ['password'],
      password: {
        user: { name, password: secret, ...(domain && { domain }) },
      },
    },
  });

  const demo = { project: { name: 'demo', domain: DOMAIN } };

  async function tokenOf(user: User): Promise<string | undefined> {
    if (user === 'nobody') return undefined;
    if (user === 'stale') return 'gAAAA-stale';
    const { username, memberUsername, password: secret } = credentials();
    const name = user === 'member' ? memberUsername : username;
    const { headers } = await login({
      ...password(name, secret, DOMAIN),
      ...(user !== 'unscoped' && { scope: demo }),
    });
    return headers['x-subject-token'];
  }

  async function get(
    path: string,
    options: { as?: User; version?: string; service?: string } = {},
  ): Promise<Asked> {
    const { as = 'admin', version, service = 'compute' } = options;
    const token = await tokenOf(as);
    return ask(path.startsWith('http') ? path : `${root()}${path}`, {
      headers: {
        ...(token && { 'X-Auth-Token': token }),
        ...(version && { 'OpenStack-API-Version': `${service} ${version}` }),
      },
    });
  }

  /** Fields that depend on the recorded servers. */
  const servers = {
    maps: /(\.metadata|\.addresses|\.extra_specs|\.usages|\.inventories)$/,
    unrecorded: /\.(progress|security_groups|fault)|tags\[\]/,
    optional:
      /\.(progress|security_groups|fault|servers_links|flavors_links|servers)$|\.details$/,
  };

  function expectLike(answer: Asked, name: string): void {
    const { status, headers, body } = real[name];
    expect([name, answer.status]).toEqual([name, status]);
    const { location, 'www-authenticate': challenge, ...same } = headers;
    expect([name, answer.headers]).toEqual([
      name,
      expect.objectContaining(same),
    ]);
    expect(Boolean(answer.headers['www-authenticate'])).toBe(
      Boolean(challenge),
    );
    expect(Boolean(answer.headers.location)).toBe(Boolean(location));
    expect([name, compareShape(answer.body, body, servers)]).toEqual([
      name,
      [],
    ]);
    // Refusals of Keystone and Nova are the same word for word, but for the ids in them.
    const isRefusal = status >= 400 && !body.errors;
    const ids = /[0-9a-f]{32}|nope/g;
    const text = (value: unknown) => JSON.stringify(value).replace(ids, 'ID');
    expect([name, isRefusal ? text(sorted(answer.body)) : '']).toEqual([
      name,
      isRefusal ? text(sorted(body)) : '',
    ]);
  }

  it('logs in as recorded', async () => {
    expect.hasAssertions();
    const {
      username,
      password: secret,
      applicationCredentialId: id,
      applicationCredentialSecret,
    } = credentials();
    const credential = (more: object) => ({
      identity: {
        methods: ['application_credential'],
        application_credential: {
          id,
          secret: applicationCredentialSecret,
          ...more,
        },
      },
    });
    const right = password(username, secret, DOMAIN);
    for (const [auth, name, query] of [
      [{ ...right, scope: demo }, 'token-password-admin'],
      [{ ...right, scope: demo }, 'token-password-nocatalog', '?nocatalog'],
      [right, 'token-password-unscoped'],
      [credential({}), 'token-appcred'],
      [{ ...credential({}), scope: demo }, 'token-appcred-with-scope-401'],
      [credential({ secret: 'wrong' }), 'token-appcred-wrong-secret'],
      [credential({ id: 'nope' }), 'token-appcred-unknown-id'],
      [
        { ...password(username, 'wrong', DOMAIN), scope: demo },
        'token-wrong-password-401',
      ],
      [
        { ...right, scope: { project: { name: 'nope', domain: DOMAIN } } },
        'token-unknown-project-401',
      ],
      [
        { ...right, scope: { project: { name: 'demo' } } },
        'token-scope-without-domain',
      ],
      [password(username, secret), 'token-user-without-domain'],
    ] as Array<[object, string, string?]>) {
      const answer = await login(auth, query);
      expectLike(answer, name);
    }
  });

  it('responds as recorded, for each microversion and role', async () => {
    expect.hasAssertions();
    for (const [path, name, as, version] of CALLS) {
      expectLike(await get(path, { as, version }), name);
    }
  });

  it('implements Placement as recorded', async () => {
    expect.hasAssertions();
    const placement = (path: string, version?: string, as?: User) =>
      get(`/placement${path}`, { version, as, service: 'placement' });
    const { body } = await placement('/resource_providers', '1.39');
    const [{ uuid }] = body.resource_providers;
    const own = `/usages?project_id=${await projectIdOf('demo')}`;
    for (const [path, name, version, as] of [
      ['/', 'placement-root', undefined, 'nobody'],
      ['/resource_providers', 'placement-providers-latest', 'latest'],
      ['/resource_providers', 'placement-providers-nomv'],
      ['/resource_providers', 'placement-providers-member', '1.39', 'member'],
      [
        `/resource_providers/${uuid}/inventories`,
        'placement-inventories',
        '1.39',
      ],
      [`/resource_providers/${uuid}/usages`, 'placement-usages', '1.39'],
      [`/resource_providers/${uuid}/traits`, 'placement-traits', '1.39'],
      [
        `/resource_providers/${uuid}/aggregates`,
        'placement-aggregates',
        '1.39',
      ],
      [
        '/resource_providers/00000000-0000-0000-0000-000000000000/inventories',
        'placement-unknown-404',
        '1.39',
      ],
      ['/resource_providers', 'placement-mv-too-high-406', '1.999'],
      ['/resource_providers', 'placement-no-token-401', undefined, 'stale'],
      [own, 'placement-usages-project-member', '1.39', 'member'],
    ] as Array<[string, string, string?, User?]>) {
      expectLike(await placement(path, version, as), name);
    }
  });

  async function projectIdOf(name: string): Promise<string> {
    const { body } = await get('/v3/projects');
    return body.projects.find((project: any) => project.name === name).id;
  }

  it('returns the fault of a failed server only with its details', async () => {
    const { body } = await get(
      '/compute/v2.1/servers/detail?all_tenants=1&status=ERROR',
      { version: '2.79' },
    );
    const [broken] = body.servers;
    expect(broken.fault).toBeUndefined();
    const path = `/compute/v2.1/servers/${broken.id}`;
    const answer = await get(path, { version: '2.79' });
    expectLike(answer, 'server-error-admin');
    expect(answer.body.server.fault.message).toMatch(/No valid host/);
    const hidden = await get(path, { version: '2.79', as: 'member' });
    expect(hidden.status).toBe(404);
  });

  it('pages by marker, with a link after every full page', async () => {
    const path = '/compute/v2.1/servers/detail?all_tenants=1';
    const names = async (url: string) => {
      const { body } = await get(url, { version: '2.79' });
      return {
        names: body.servers.map(({ name }: any) => name),
        next: body.servers_links?.[0].href,
      };
    };
    const all = (await names(path)).names;
    const found: string[] = [];
    let url: string | undefined = `${path}&limit=5`;
    let pages = 0;
    while (url && pages < 10) {
      const page: Awaited<ReturnType<typeof names>> = await names(url);
      found.push(...page.names);
      url = page.next;
      pages += 1;
    }
    expect(found).toEqual(all);
    const exact = await names(`${path}&limit=${all.length}`);
    expect(exact.next).toContain('marker=');
    expect(await names(exact.next)).toEqual({ names: [], next: undefined });
    await update(cluster => {
      cluster.maxLimit = 3;
    });
    expect((await names(`${path}&limit=1000`)).names).toHaveLength(3);
  });

  it('takes the project into the path, and only the right one', async () => {
    const right = await projectIdOf('demo');
    const other = await projectIdOf('shop');
    const answer = await get(`/compute/v2.1/${right}/servers?limit=1`);
    expect(answer.status).toBe(200);
    const wrong = await get(`/compute/v2.1/${other}/servers?limit=1`);
    expectLike(wrong, 'nova-other-project-in-path');
    const quota = await get(`/compute/v2.1/os-quota-sets/${right}/detail`, {
      version: '2.57',
    });
    expectLike(quota, 'quota-demo-detail-admin');
    const old = await get(`/compute/v2.1/os-quota-sets/${right}`, {
      version: '2.1',
    });
    expectLike(old, 'quota-demo-member-2.1');
  });

  it('has tombstones of deleted servers', async () => {
    const since = new Date().toISOString();
    const changed = async () => {
      const path = `/compute/v2.1/servers/detail?all_tenants=1&changes-since=${since}`;
      const { body } = await get(path, { version: '2.79' });
      return body.servers.map(({ name, status }: any) => [name, status]);
    };
    expect(await changed()).toEqual([]);
    await update(({ workloads }) => {
      workloads[0].status = 'SHUTOFF';
      workloads.splice(1, 1);
    });
    // Nova returns times in whole seconds.
    const found = await get(
      '/compute/v2.1/servers/detail?all_tenants=1&changes-since=2026-11-02T00:00:00Z',
      { version: '2.79' },
    );
    expect(
      found.body.servers.map(({ name, status }: any) => [name, status]),
    ).toEqual([
      ['payments-worker-1', 'SHUTOFF'],
      ['payments-worker-2', 'DELETED'],
    ]);
  });

  it('returns partial servers for a cell that is down', async () => {
    await update(cluster => {
      cluster.cellDown = true;
    });
    const path = '/compute/v2.1/servers/detail?all_tenants=1';
    const early = await get(path, { version: '2.68' });
    expectLike(early, 'downcell-servers-detail-admin-2.68');
    const late = await get(path, { version: 'latest' });
    expectLike(late, 'downcell-servers-detail-admin-latest');
    expect(late.body.servers[0]).not.toHaveProperty('name');
    const limited = await get(`${path}&limit=1000`, { version: 'latest' });
    expect([limited.status, limited.body]).toEqual([200, { servers: [] }]);
    for (const [below, name] of [
      ['/os-hypervisors/detail', 'downcell-hypervisors-latest'],
      ['/os-services', 'downcell-services-latest'],
    ]) {
      expectLike(
        await get(`/compute/v2.1${below}`, { version: 'latest' }),
        name,
      );
    }
  });

  it('ends tokens when their time is up, or at once', async () => {
    await update(cluster => {
      cluster.tokenLifeSeconds = 0.05;
    });
    const token = await tokenOf('admin');
    const read = () =>
      ask(`${root()}/compute/v2.1/limits`, {
        headers: { 'X-Auth-Token': token! },
      });
    await new Promise(resolve => setTimeout(resolve, 100));
    expect((await read()).status).toBe(401);
    await update(cluster => {
      cluster.tokenLifeSeconds = 60;
    });
    const next = await tokenOf('admin');
    const readNext = () =>
      ask(`${root()}/compute/v2.1/limits`, {
        headers: { 'X-Auth-Token': next! },
      });
    expect((await readNext()).status).toBe(200);
    simulator.faults.add({ kind: 'expired-token', times: 1 });
    expect((await readNext()).status).toBe(401);
    expect((await readNext()).status).toBe(401);
  });

  it('leaves out what a region does not have', async () => {
    await update(cluster => {
      cluster.placement = false;
      cluster.novaMinor = 79;
      cluster.nodes[0].zone = 'az-a';
    });
    const { body } = await get('/v3/auth/catalog');
    expect(body.catalog.map(({ type }: any) => type)).toEqual([
      'compute',
      'identity',
    ]);
    const late = await get('/compute/v2.1/servers', { version: '2.88' });
    expect(late.status).toBe(406);
    const { aggregates } = (
      await get('/compute/v2.1/os-aggregates', { version: '2.53' })
    ).body;
    expect(
      compareShape(aggregates, real['aggregates-admin'].body.aggregates),
    ).toEqual([]);
    expect(aggregates[0].hosts).toEqual(['compute-1']);
  });
});
