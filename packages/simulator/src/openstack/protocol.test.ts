import { CALLS, type User } from './__testUtils__/calls';
import {
  demo,
  DOMAIN,
  password,
  useOpenStack,
} from './__testUtils__/useOpenStack';

describe('simulated OpenStack', () => {
  const { credentials, update, login, get, expectLike, projectIdOf } =
    useOpenStack();

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
      const response = await login(auth, query);
      expectLike(response, name);
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
      ['/', 'placement-root', undefined, 'anonymous'],
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

  it('returns the fault of a failed server only with its details', async () => {
    const { body } = await get(
      '/compute/v2.1/servers/detail?all_tenants=1&status=ERROR',
      { version: '2.79' },
    );
    const [broken] = body.servers;
    expect(broken.fault).toBeUndefined();
    const path = `/compute/v2.1/servers/${broken.id}`;
    const response = await get(path, { version: '2.79' });
    expectLike(response, 'server-error-admin');
    expect(response.body.server.fault.message).toMatch(/No valid host/);
    const hidden = await get(path, { version: '2.79', as: 'member' });
    expect(hidden.status).toBe(404);
  });

  it('returns the actions on a server', async () => {
    const actionsOf = async (status: string) => {
      const list = `/compute/v2.1/servers/detail?all_tenants=1&status=${status}`;
      const [{ id }] = (await get(list, { version: '2.79' })).body.servers;
      const path = `/compute/v2.1/servers/${id}/os-instance-actions`;
      return get(path, { version: '2.79' });
    };
    expectLike(await actionsOf('ACTIVE'), 'server-actions-member');
    const { body } = await actionsOf('ERROR');
    expect(body.instanceActions).toMatchObject([
      { action: 'create', message: 'Error' },
    ]);
    expect((await actionsOf('SHUTOFF')).body.instanceActions[0].action).toBe(
      'stop',
    );
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
    const response = await get(`/compute/v2.1/${right}/servers?limit=1`);
    expect(response.status).toBe(200);
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
});
