import { demoFleet, startSimulator, type Simulator } from '../..';
import { sendRequest, type RawResponse } from '../../__testUtils__/sendRequest';
import { compareShape } from '../../__testUtils__/compareShape';
import { recorded } from '../../__testUtils__/recorded';
import type { OpenStackCluster } from '../../fleet/schema';
import type { User } from './calls';

export const real = recorded('openstack');

export const DOMAIN = { name: 'Default' };

/** The project that the recorded logins are scoped to. */
export const demo = { project: { name: 'demo', domain: DOMAIN } };

export const password = (name: string, secret: string, domain?: object) => ({
  identity: {
    methods: ['password'],
    password: {
      user: { name, password: secret, ...(domain && { domain }) },
    },
  },
});

/** Keys in one order, so that texts can be compared. */
function sorted(value: any): any {
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, sorted(value[key])]),
  );
}

/** Starts the demo fleet before each test, and stops it after. */
export function useOpenStack() {
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
    sendRequest(`${root()}/v3/auth/tokens${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ auth }),
    });

  async function tokenOf(user: User): Promise<string | undefined> {
    if (user === 'anonymous') return undefined;
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
  ): Promise<RawResponse> {
    const { as = 'admin', version, service = 'compute' } = options;
    const token = await tokenOf(as);
    return sendRequest(path.startsWith('http') ? path : `${root()}${path}`, {
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

  function expectLike(response: RawResponse, name: string): void {
    const { status, headers, body } = real[name];
    expect([name, response.status]).toEqual([name, status]);
    const { location, 'www-authenticate': challenge, ...same } = headers;
    expect([name, response.headers]).toEqual([
      name,
      expect.objectContaining(same),
    ]);
    expect(Boolean(response.headers['www-authenticate'])).toBe(
      Boolean(challenge),
    );
    expect(Boolean(response.headers.location)).toBe(Boolean(location));
    expect([name, compareShape(response.body, body, servers)]).toEqual([
      name,
      [],
    ]);
    // Refusals of Keystone and Nova are the same word for word, but for the ids in them.
    const isRefusal = status >= 400 && !body.errors;
    const ids = /[0-9a-f]{32}|nope/g;
    const text = (value: unknown) => JSON.stringify(value).replace(ids, 'ID');
    expect([name, isRefusal ? text(sorted(response.body)) : '']).toEqual([
      name,
      isRefusal ? text(sorted(body)) : '',
    ]);
  }

  async function projectIdOf(name: string): Promise<string> {
    const { body } = await get('/v3/projects');
    return body.projects.find((project: any) => project.name === name).id;
  }

  return {
    root,
    credentials,
    update,
    login,
    tokenOf,
    get,
    expectLike,
    projectIdOf,
    get simulator() {
      return simulator;
    },
  };
}
