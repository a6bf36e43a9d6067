import {
  createTestContext,
  readAll,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { PASSWORD, settings } from '../__testUtils__/settings';
import { openstackConfigSchema } from '../config';
import { openstackPlatform } from '../platform';

const PEM = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----';

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

  it('merges an entry with secure.yaml and its profile', async () => {
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
    // Keys next to `cloud` in app-config override it.
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

  it('reads the file that Horizon offers for an application credential', async () => {
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

  it('is read from the usual places', async () => {
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

  it('is read from where the variables of the client point, first of all', async () => {
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
      // The secrets of a file that app-config names are next to it.
      const named = write('named.yaml', entry('region_name: eu-8'));
      await expect(
        settings({ cloud: 'prod', cloudsYamlPath: named }),
      ).rejects.toThrow('password: is required with username');

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

  it('reads the variables of the client for the cloud `envvars`', async () => {
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
        "cloud: the entry 'envvars' is incomplete: applicationCredentialId: is required with applicationCredentialSecret",
      );
    } finally {
      process.env = before;
    }
  });

  it('accepts several regions, each once, from either file', async () => {
    const entry = (more: string) =>
      write(
        'clouds.yaml',
        `clouds: { prod: { auth: { auth_url: "https://k.example", username: a, password: b, project_name: c }, ${more} } }`,
      );
    entry('regions: [eu-1, { name: eu-2, values: { networks: [] } }]');
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
  });

  it('names a user by id, with a password and with the name of an application credential', async () => {
    write(
      'clouds.yaml',
      `clouds:
  a: { auth: { auth_url: "https://k.example", user_id: 0abc, username: x, password: b, project_id: c } }
  b:
    auth_type: v3applicationcredential
    auth: { auth_url: "https://k.example", user_id: 0abc, application_credential_name: infra, application_credential_secret: s }
`,
    );
    expect((await cloud('a')).credentials).toMatchObject({
      method: 'password',
      user: { id: '0abc' },
    });
    expect((await cloud('b')).credentials).toMatchObject({
      method: 'application_credential',
      credential: { name: 'infra', user: { id: '0abc' } },
    });
  });

  it.each([
    ['domain_name: Corp', { name: 'Corp' }],
    ['domain_id: d1', { id: 'd1' }],
    ['default_domain_id: d1', { id: 'd1' }],
    ['default_domain_name: Corp', { name: 'Corp' }],
    ['user-domain-name: Corp, project-domain-name: Corp', { name: 'Corp' }],
  ])('takes %s for user and project', async (domain, expected) => {
    write(
      'clouds.yaml',
      `clouds: { prod: { username: a, auth: { auth-url: "https://k.example", password: 5, tenant_name: c, ${domain} } } }`,
    );
    expect((await cloud('prod')).credentials).toEqual({
      method: 'password',
      user: { name: 'a', domain: expected },
      password: '5',
      project: { name: 'c', domain: expected },
    });
  });

  it('takes addresses of services that replace those of the catalog', async () => {
    const entry = (more: string) =>
      write(
        'clouds.yaml',
        `clouds: { prod: { auth: { auth_url: "https://k.example", username: a, password: b, project_name: c }, ${more} } }`,
      );
    entry(
      'compute_endpoint_override: "https://nova.example/v2.1", placement_endpoint_override: "https://placement.example"',
    );
    expect((await cloud('prod')).endpoints).toEqual({
      compute: 'https://nova.example/v2.1',
      placement: 'https://placement.example',
    });
    entry('compute_endpoint_override: "https://u:very-secret@nova.example"');
    await expect(cloud('prod')).rejects.toThrow(
      'cloud: compute_endpoint_override must be an http or https URL without credentials',
    );
  });

  it('does not claim that a grant for machines needs a person', async () => {
    write(
      'clouds.yaml',
      'clouds: { prod: { auth_type: v3oidcclientcredentials } }',
    );
    await expect(cloud('prod')).rejects.toThrow(
      /^cloud: auth_type v3oidcclientcredentials is not supported; .*application credential create/,
    );
  });

  it('refuses what a backend cannot log in with, and suggests an alternative', async () => {
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
    for (const values of [
      'auth: { password: very-secret }',
      'region-name: x',
      'interface: internal',
      'verify: no',
    ]) {
      expect(
        await message(`regions: [a, { name: b, values: { ${values} } }]`),
      ).toMatch(/^cloud: the region b has a '[a-z-]+' of its own/);
    }
    expect(await message('auth: { username: a, password: very-secret }')).toBe(
      "cloud: the entry 'prod' is incomplete: authUrl: is required, or cloud with the name of an entry in clouds.yaml; projectName: is required with username, or projectId instead of it",
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

  it('reads files when it connects, and names the key of an unusable one', async () => {
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
