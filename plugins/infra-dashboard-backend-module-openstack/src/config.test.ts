import {
  createTestContext,
  readAll,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { loginBody } from './client/KeystoneSession';
import { openstackConfigSchema } from './config';
import { openstackPlatform } from './platform';
import { readSettings } from './config/settings';

const PEM = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----';

const PASSWORD = {
  authUrl: 'https://keystone.example/v3',
  username: 'portal',
  password: 'very-secret',
  projectName: 'demo',
};

function problems(config: object): string[] {
  const parsed = openstackConfigSchema.safeParse(config);
  return (parsed.error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

/** The settings with what their files hold. */
async function settings(config: object) {
  const { tls, ...rest } = await readSettings(
    openstackConfigSchema.parse(config),
  );
  return { ...rest, tls: await tls() };
}

describe('openstackConfigSchema', () => {
  it('O12, O15: takes a password or an application credential', async () => {
    expect(await settings(PASSWORD)).toEqual({
      identityUrl: 'https://keystone.example/v3',
      credentials: {
        method: 'password',
        user: { name: 'portal', domain: { id: 'default' } },
        password: 'very-secret',
        project: { name: 'demo', domain: { id: 'default' } },
      },
      interface: 'public',
      tls: {},
    });
    const withId = await settings({
      authUrl: 'https://keystone.example/identity/',
      applicationCredentialId: 'abc',
      applicationCredentialSecret: 'very-secret',
      interface: 'internalURL',
    });
    expect(withId).toMatchObject({
      identityUrl: 'https://keystone.example/identity/v3',
      interface: 'internal',
    });
    // O12: Keystone refuses an application credential with a scope.
    expect(loginBody(withId.credentials)).toEqual({
      auth: {
        identity: {
          methods: ['application_credential'],
          application_credential: { id: 'abc', secret: 'very-secret' },
        },
      },
    });
    const withName = await settings({
      authUrl: 'https://keystone.example/v2.0',
      applicationCredentialName: 'backstage',
      applicationCredentialSecret: 'very-secret',
      username: 'portal',
      userDomainName: 'Corp',
    });
    expect(withName.identityUrl).toBe('https://keystone.example/v3');
    expect(loginBody(withName.credentials)).toMatchObject({
      auth: {
        identity: {
          application_credential: {
            name: 'backstage',
            user: { name: 'portal', domain: { name: 'Corp' } },
          },
        },
      },
    });
    expect(
      loginBody(
        (
          await settings({
            ...PASSWORD,
            projectName: undefined,
            projectId: 'p1',
            userDomainId: 'd1',
          })
        ).credentials,
      ),
    ).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: {
            user: {
              name: 'portal',
              domain: { id: 'd1' },
              password: 'very-secret',
            },
          },
        },
        scope: { project: { id: 'p1' } },
      },
    });
  });

  it('C7: names the key of each problem and shows no secret', () => {
    expect(problems({})).toEqual([
      'authUrl: is required, or cloud with the name of an entry in clouds.yaml',
      'username: is required, or applicationCredentialId, or cloud with the name of an entry in clouds.yaml',
    ]);
    expect(
      problems({ authUrl: 'ftp://keystone.example', interface: 'private' }),
    ).toEqual([
      'authUrl: must be a URL such as https://keystone.example/v3',
      'interface: must be public, internal or admin',
      'username: is required, or applicationCredentialId, or cloud with the name of an entry in clouds.yaml',
    ]);
    expect(problems({ ...PASSWORD, password: '', projectName: 7 })).toEqual([
      'projectName: must be a text such as demo',
      'password: must not be empty; is its environment variable set?',
    ]);
    expect(
      problems({ ...PASSWORD, password: undefined, projectName: undefined }),
    ).toEqual([
      'password: is required with username',
      'projectName: is required with username, or projectId instead of it',
    ]);
    const both = problems({
      ...PASSWORD,
      applicationCredentialSecret: 'hidden',
      projectId: 'p1',
      caData: 'no certificate',
    });
    expect(both).toContain(
      'caData: must be a certificate in PEM, or that in base64',
    );
    expect(
      problems({
        ...PASSWORD,
        applicationCredentialSecret: 'hidden',
        projectId: 'p1',
      }),
    ).toEqual([
      'projectName: cannot be set beside projectId; choose one',
      'password: cannot be set beside an application credential; choose one',
      'projectName: cannot be set with an application credential, which knows its project',
      'projectId: cannot be set with an application credential, which knows its project',
      'applicationCredentialId: is required with applicationCredentialSecret',
    ]);
    expect(
      problems({ ...PASSWORD, cloud: 'prod' }).every(problem =>
        problem.endsWith('cannot be set beside cloud, which brings its own'),
      ),
    ).toBe(true);
    expect(problems({ ...PASSWORD, cloudsYamlPath: '/x' })).toEqual([
      'cloudsYamlPath: belongs to cloud, which is not set',
    ]);
    expect(
      JSON.stringify([both, problems({ ...PASSWORD, cloud: 'x' })]),
    ).not.toMatch(/very-secret|hidden/);
  });
});

describe('clouds.yaml', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(os.tmpdir(), 'clouds-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  function write(name: string, content: string): string {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  }

  function cloud(name: string, more: object = {}) {
    return settings({
      cloud: name,
      cloudsYamlPath: join(directory, 'clouds.yaml'),
      ...more,
    });
  }

  it('O14: reads an entry with secure.yaml over it and its profile below it', async () => {
    const ca = write('ca.pem', PEM);
    write(
      'clouds.yaml',
      `clouds:
  prod:
    profile: acme
    auth:
      username: portal
      project_id: 0123
      project_name: demo
      user_domain_name: Corp
    region_name: eu-1
    endpoint_type: internalURL
    verify: false
    cacert: ${ca}
`,
    );
    write(
      'secure.yaml',
      'clouds: { prod: { auth: { password: very-secret } } }',
    );
    write(
      'clouds-public.yaml',
      'public-clouds: { acme: { region_name: nowhere, auth: { auth_url: "https://acme.example/" } } }',
    );
    expect(await cloud('prod')).toEqual({
      identityUrl: 'https://acme.example/v3',
      credentials: {
        method: 'password',
        user: { name: 'portal', domain: { name: 'Corp' } },
        password: 'very-secret',
        project: { id: expect.any(String) },
      },
      region: 'eu-1',
      interface: 'internal',
      tls: { ca: PEM, allowInsecure: true },
    });
    // What stands in app-config beside `cloud` wins.
    expect(
      await cloud('prod', {
        region: 'eu-2',
        allowInsecure: false,
        interface: 'admin',
      }),
    ).toMatchObject({
      region: 'eu-2',
      interface: 'admin',
      tls: { allowInsecure: false },
    });
  });

  it('O14: reads the file that a dashboard hands out for an application credential', async () => {
    write(
      'clouds.yaml',
      `clouds:
  openstack:
    auth:
      auth_url: https://keystone.example:5000
      application_credential_id: "abc"
      application_credential_name: "left over"
      application_credential_secret: "very-secret"
      project_name: left over
    region_name: "RegionOne"
    interface: "public"
    identity_api_version: 3
    auth_type: "v3applicationcredential"
`,
    );
    expect(await cloud('openstack')).toMatchObject({
      identityUrl: 'https://keystone.example:5000/v3',
      credentials: {
        method: 'application_credential',
        credential: { id: 'abc' },
        secret: 'very-secret',
      },
      region: 'RegionOne',
    });
  });

  it('O14: is looked for in the usual places', async () => {
    const cwd = jest.spyOn(process, 'cwd').mockReturnValue(directory);
    const home = jest.spyOn(os, 'homedir').mockReturnValue(directory);
    try {
      const entry = (url: string) =>
        `clouds: { prod: { auth: { auth_url: "${url}", username: a, password: b, project_name: c } } }`;
      mkdirSync(join(directory, '.config/openstack'), { recursive: true });
      write('.config/openstack/clouds.yaml', entry('https://home.example'));
      expect((await settings({ cloud: 'prod' })).identityUrl).toBe(
        'https://home.example/v3',
      );
      write('clouds.yml', entry('https://here.example'));
      expect((await settings({ cloud: 'prod' })).identityUrl).toBe(
        'https://here.example/v3',
      );
    } finally {
      home.mockRestore();
      cwd.mockRestore();
    }
  });

  it('O14: is looked for where the variables of the client say, first of all', async () => {
    const entry = (more: string) =>
      `clouds: { prod: { auth: { auth_url: "https://env.example", username: a, project_name: c }, ${more} } }`;
    const before = { ...process.env };
    const cwd = jest.spyOn(process, 'cwd').mockReturnValue(directory);
    try {
      write('clouds.yaml', 'clouds: { prod: {} }');
      process.env.OS_CLIENT_CONFIG_FILE = write(
        'elsewhere.yaml',
        entry('profile: acme'),
      );
      process.env.OS_CLIENT_SECURE_FILE = write(
        'vault.yaml',
        'clouds: { prod: { auth: { password: very-secret } } }',
      );
      process.env.OS_CLIENT_VENDOR_FILE = write(
        'vendors.json',
        '{ "public-clouds": { "acme": { "region_name": "eu-7" } } }',
      );
      expect(await settings({ cloud: 'prod' })).toMatchObject({
        identityUrl: 'https://env.example/v3',
        credentials: { method: 'password', password: 'very-secret' },
        region: 'eu-7',
      });
      // A file that app-config names has its secrets beside it, not there.
      const named = write('named.yaml', entry('region_name: eu-8'));
      await expect(
        settings({ cloud: 'prod', cloudsYamlPath: named }),
      ).rejects.toThrow('password is required with username');

      delete process.env.OS_CLIENT_CONFIG_FILE;
      delete process.env.OS_CLIENT_SECURE_FILE;
      process.env.XDG_CONFIG_HOME = directory;
      rmSync(join(directory, 'clouds.yaml'));
      mkdirSync(join(directory, 'openstack'));
      write('openstack/clouds.json', JSON.stringify({ clouds: {} }));
      await expect(settings({ cloud: 'prod' })).rejects.toThrow(
        "cloud: clouds.yaml has no 'prod'; it has none",
      );
    } finally {
      process.env = before;
      cwd.mockRestore();
    }
  });

  it("O14: takes the client's own variables for the cloud `envvars`", async () => {
    const before = { ...process.env };
    try {
      Object.assign(process.env, {
        OS_AUTH_URL: 'https://env.example/v3',
        OS_AUTH_TYPE: 'v3applicationcredential',
        OS_APPLICATION_CREDENTIAL_ID: 'abc',
        OS_APPLICATION_CREDENTIAL_SECRET: 'very-secret',
        OS_REGION_NAME: 'eu-1',
        OS_INTERFACE: 'internal',
        OS_INSECURE: 'true',
      });
      expect(await settings({ cloud: 'envvars' })).toMatchObject({
        identityUrl: 'https://env.example/v3',
        credentials: { credential: { id: 'abc' }, secret: 'very-secret' },
        region: 'eu-1',
        interface: 'internal',
        tls: { allowInsecure: true },
      });
      delete process.env.OS_APPLICATION_CREDENTIAL_ID;
      await expect(settings({ cloud: 'envvars' })).rejects.toThrow(
        "cloud: the entry 'envvars' is incomplete: applicationCredentialId is required with applicationCredentialSecret",
      );
    } finally {
      process.env = before;
    }
  });

  it('O14, O15: takes several regions, each named once, from either file', async () => {
    const entry = (more: string) =>
      write(
        'clouds.yaml',
        `clouds: { prod: { auth: { auth_url: "https://k.example", username: a, password: b, project_name: c }, ${more} } }`,
      );
    entry('regions: [eu-1, { name: eu-2, values: { interface: internal } }]');
    expect(await cloud('prod')).toMatchObject({ regions: ['eu-1', 'eu-2'] });
    expect(await cloud('prod', { region: 'eu-2' })).toMatchObject({
      region: 'eu-2',
      regions: undefined,
    });
    entry(
      'region_name: eu-1, regions: [eu-1, eu-2], interface: [internal, public]',
    );
    expect(await cloud('prod')).toMatchObject({
      region: 'eu-1',
      regions: undefined,
      interface: 'internal',
    });
    expect(await cloud('prod', { regions: ['eu-3'] })).toMatchObject({
      region: undefined,
      regions: ['eu-3'],
    });
    expect(problems({ ...PASSWORD, regions: ['b', 'b'] })).toEqual([
      'regions: must name each region once',
    ]);
    expect(problems({ ...PASSWORD, region: 'a', regions: ['b'] })).toEqual([
      'regions: cannot be set beside region; choose one',
    ]);
    expect(problems({ ...PASSWORD, regions: [] })).toEqual([
      'regions: must name a region; leave it out to read all of them',
    ]);
    expect(problems({ ...PASSWORD, regions: 'eu-1' })).toEqual([
      "regions: must be a list of regions such as ['eu-1', 'eu-2']",
    ]);
  });

  it('O14: refuses what a backend cannot log in with, and says what to do', async () => {
    const entry = (more: string) =>
      write('clouds.yaml', `clouds: { prod: { ${more} } }`);
    const message = async (more: string) => {
      entry(more);
      try {
        await cloud('prod');
      } catch (error) {
        return (error as Error).message;
      }
      return undefined;
    };
    for (const type of ['v3oidcpassword', 'v3websso', 'v3kerberos', 'v3totp']) {
      expect(await message(`auth_type: ${type}`)).toMatch(
        /^cloud: auth_type \S+ needs a person .*application credential create/,
      );
    }
    expect(await message('auth_type: token')).toMatch(/cannot be renewed/);
    expect(await message('auth: { system_scope: all }')).toMatch(
      /system scope/,
    );
    expect(await message('profile: acme')).toMatch(/profile 'acme'/);
    expect(await message('auth: { username: a, password: very-secret }')).toBe(
      "cloud: the entry 'prod' is incomplete: authUrl is required, or cloud with the name of an entry in clouds.yaml; projectName is required with username, or projectId instead of it",
    );
    write('clouds.yaml', 'clouds: { prod: { password: "very-secret }');
    await expect(cloud('prod')).rejects.toThrow(/is not valid YAML$/);
    write('clouds.yaml', 'clouds: { stage: {}, dev: {} }');
    await expect(cloud('prod')).rejects.toThrow(
      "cloud: clouds.yaml has no 'prod'; it has dev, stage",
    );
    rmSync(join(directory, 'clouds.yaml'));
    await expect(cloud('prod')).rejects.toThrow(
      'cloudsYamlPath: there is no such file',
    );
  });

  it('reads files when it connects, and names the key of one that it cannot use', async () => {
    const provider = openstackPlatform.create(
      createTestContext({
        name: 'lab',
        config: openstackConfigSchema.parse({
          ...PASSWORD,
          caFile: join(directory, 'missing.pem'),
        }),
      }),
    );
    const { signal } = new AbortController();
    await expect(readAll(provider, { signal })).rejects.toMatchObject({
      code: 'MISCONFIGURED',
      message: 'The file of caFile cannot be read (ENOENT)',
    });
  });
});
