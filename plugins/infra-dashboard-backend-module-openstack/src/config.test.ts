import { loginBody } from './client/loginRequest';
import { PASSWORD, problems, settings } from './__testUtils__/settings';

describe('openstackConfigSchema', () => {
  it('accepts a password or an application credential', async () => {
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
    // Keystone rejects an application credential with a scope.
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

  it('names the key of each issue and quotes no secret', () => {
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
      'projectName: cannot be combined with projectId; choose one',
      'password: cannot be combined with an application credential; choose one',
      'projectName: cannot be set with an application credential, which has its own project',
      'projectId: cannot be set with an application credential, which has its own project',
      'applicationCredentialId: is required with applicationCredentialSecret',
    ]);
    expect(
      problems({ ...PASSWORD, cloud: 'prod' }).every(problem =>
        problem.endsWith('cannot be combined with cloud, which has its own'),
      ),
    ).toBe(true);
    expect(problems({ ...PASSWORD, cloudsYamlPath: '/x' })).toEqual([
      'cloudsYamlPath: is used with cloud only, which is not set',
    ]);
    expect(
      JSON.stringify([both, problems({ ...PASSWORD, cloud: 'x' })]),
    ).not.toMatch(/very-secret|hidden/);
  });

  it('accepts a list of regions, each once', () => {
    expect(problems({ ...PASSWORD, regions: ['b', 'b'] })).toEqual([
      'regions: must name each region once',
    ]);
    expect(problems({ ...PASSWORD, region: 'a', regions: ['b'] })).toEqual([
      'regions: cannot be combined with region; choose one',
    ]);
    expect(problems({ ...PASSWORD, regions: [] })).toEqual([
      'regions: must name a region; leave it out to read all of them',
    ]);
    expect(problems({ ...PASSWORD, regions: 'eu-1' })).toEqual([
      "regions: must be a list of regions such as ['eu-1', 'eu-2']",
    ]);
  });
});
