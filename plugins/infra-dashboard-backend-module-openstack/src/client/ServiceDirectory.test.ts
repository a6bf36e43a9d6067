import { recorded } from '../__fixtures__';
import { ClientFixture, HYPERVISORS } from '../__testUtils__/ClientFixture';
import { failure } from '../__testUtils__/CloudFixture';
import { responseOf } from '../__testUtils__/FakeCloud';
import { hypervisorSchema } from '../schemas';
import { selectEndpoint } from './catalog';
import { MAX_CLIENTS, ServiceDirectory } from './ServiceDirectory';

const { signal } = new AbortController();

describe('ServiceDirectory', () => {
  let fixture: ClientFixture;

  beforeEach(() => {
    fixture = new ClientFixture();
  });

  afterEach(() => fixture.stop());

  it('uses the newest microversion that both sides support', async () => {
    const used = async (max: string, maxVersion?: string) => {
      fixture.cloud.max.compute = max;
      fixture.cloud.requests.length = 0;
      await (await fixture.client()).get({ ...HYPERVISORS, maxVersion });
      return fixture.cloud.sent('compute /os-hypervisors')[0].microversion;
    };
    expect(await used('2.93')).toBe('2.93');
    expect(await used('2.100')).toBe('2.93');
    expect(await used('2.9')).toBe('2.9');
    expect(await used('2.93', '2.87')).toBe('2.87');
    expect(await used('2.60', '2.87')).toBe('2.60');
    expect(await used('')).toBeUndefined();
  });

  it.each(['123456', 'ldap-project', '0123456789abcdef0123456789abcdef'])(
    'finds the version of an endpoint that ends in the project id %s',
    async id => {
      fixture.cloud.computePath = `/compute/v2.1/${id}`;
      const nova = await fixture.client();
      const target = await nova.target('compute', signal);
      expect(target).toMatchObject({
        max: { minor: 93 },
        prefix: `/${id}`,
      });
    },
  );

  it('uses 2.53 without a version document, and the maximum of a 406', async () => {
    fixture.cloud.routes['compute /'] = { status: 503 };
    const nova = await fixture.client();
    await nova.get(HYPERVISORS);
    expect(fixture.cloud.sent('compute /os-hypervisors')[0].microversion).toBe(
      '2.53',
    );

    fixture.cloud.requests.length = 0;
    fixture.cloud.routes['compute /os-hypervisors/detail'] = ({
      microversion,
    }) => {
      if (microversion === '2.42')
        return responseOf('hypervisors-detail-admin-2.33');
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
      fixture.cloud
        .sent('compute /os-hypervisors')
        .map(item => item.microversion),
    ).toEqual(['2.53', '2.42', '2.42']);

    // Placement reports it in another format.
    fixture.cloud.routes['placement /resource_providers'] = ({
      microversion,
    }) =>
      microversion === '1.20'
        ? responseOf('placement-providers-nomv')
        : {
            status: 406,
            body: { errors: [{ status: 406, max_version: '1.20' }] },
          };
    await (
      await fixture.client()
    ).get({
      ...HYPERVISORS,
      service: 'placement',
      path: '/resource_providers',
    });
    expect(
      fixture.cloud.sent('placement /resource').map(item => item.microversion),
    ).toEqual(['1.39', '1.20']);
  });

  it('accepts an endpoint with a project id, and one without a version', async () => {
    const { project } = recorded('token-password-admin').body.token;
    fixture.cloud.computePath = `/compute/v2.1/${project.id}/`;
    fixture.cloud.routes[`compute /${project.id}/os-hypervisors/detail`] =
      responseOf('hypervisors-detail-admin-2.88');
    await (await fixture.client()).get(HYPERVISORS);
    expect(fixture.cloud.sent('compute /')[0].route).toBe('compute /');

    fixture.cloud.requests.length = 0;
    fixture.cloud.computePath = '/compute';
    fixture.cloud.routes['compute /'] = responseOf('nova-root');
    await (await fixture.client()).get(HYPERVISORS);
    expect(fixture.cloud.sent('compute /os-hypervisors')[0].microversion).toBe(
      '2.93',
    );
  });

  it('selects region and interface, and lists the available ones', async () => {
    fixture.cloud.editToken = token => {
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
      (await fixture.client(config)).target('compute', signal);
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
      message:
        'The endpoint of Nova in the catalog is not an http or https address',
    });
    expect(
      await target({ region: 'eu-2', interface: 'internal' }),
    ).toBeDefined();
  });

  it.each([
    ['http://169.254.169.254/latest/', 'link-local'],
    ['http://0xa9fea9fe/latest/', 'link-local'],
    ['http://2852039166/', 'link-local'],
    ['http://169.254.43518/', 'link-local'],
    ['http://[::ffff:169.254.169.254]/', 'link-local'],
    ['http://[fe80::1]/', 'link-local'],
    ['http://[fd00:ec2::254]/', 'link-local'],
    ['file:///etc/passwd', 'is not an http or https address'],
    ['gopher://nova:70/', 'is not an http or https address'],
  ])('sends no token to %s', (url, reason) => {
    const select = (override?: string) =>
      selectEndpoint(
        [{ type: 'compute', endpoints: [{ interface: 'public', url } as any] }],
        {
          ...{ service: 'compute', interface: 'public', override },
        },
      );
    expect(() => select()).toThrow(reason);
    // What the configuration says is trusted.
    expect(select('http://169.254.1.1/nova')).toMatchObject({
      url: 'http://169.254.1.1/nova',
    });
  });

  it('closes the clients of addresses that are other ones each time', async () => {
    const closed: string[] = [];
    const settings = { identityUrl: 'https://keystone', tls: {} };
    const directory = new ServiceDirectory({
      settings: settings as any,
      http: ({ baseUrl }) =>
        ({ close: async () => void closed.push(baseUrl) } as any),
    });
    const keystone = directory.client('https://keystone', 'Keystone');
    for (let index = 0; index < 2 * MAX_CLIENTS; index += 1) {
      directory.client(`https://nova/${index}`, 'Nova');
    }
    expect(closed.length).toBeGreaterThanOrEqual(MAX_CLIENTS);
    expect(closed).not.toContain('https://keystone');
    expect(directory.client('https://keystone', 'Keystone')).toBe(keystone);
    await directory.close();
  });
});
