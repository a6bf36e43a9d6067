import { z } from 'zod';
import {
  coreSchemaText,
  flag,
  hasCredentials,
  readPem,
  strictObject,
  schemaText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from './messages';

const text = (example: string) =>
  z
    .string(coreSchemaText('must-be-text-such-as', { example }))
    .trim()
    .min(1, coreSchemaText('must-not-be-empty'))
    .optional();

/** Catalogs and clouds.yaml from the time of Keystone v2 contain `publicURL`. */
const INTERFACE = /^(public|internal|admin)(URL)?$/;

const keysSchema = strictObject({
  authUrl: z
    .url({
      protocol: /^https?$/,
      error: coreSchemaText('must-be-url-such-as', {
        example: 'https://keystone.example/v3',
      }),
    })
    .refine(
      url => !hasCredentials(url),
      coreSchemaText('must-not-contain-credentials', {
        keys: 'username/password',
      }),
    )
    .optional(),
  region: text('RegionOne'),
  regions: z
    .array(
      z
        .string(coreSchemaText('must-be-text'))
        .trim()
        .min(1, coreSchemaText('must-not-be-empty')),
      schemaText(message('must-be-region-list')),
    )
    .min(1, schemaText(message('must-name-region')))
    .refine(
      names => new Set(names).size === names.length,
      schemaText(message('must-name-region-once')),
    )
    .optional(),
  interface: z
    .string(schemaText(message('must-be-interface')))
    .regex(INTERFACE, { error: schemaText(message('must-be-interface')) })
    .transform(
      value => value.replace('URL', '') as 'public' | 'internal' | 'admin',
    )
    .optional(),
  projectName: text('demo'),
  projectId: text('the id of a project'),
  projectDomainName: text('Default'),
  projectDomainId: text('default'),
  userDomainName: text('Default'),
  userDomainId: text('default'),
  username: text('portal'),
  userId: text('the id of a user'),
  password: z
    .string(coreSchemaText('must-be-text'))
    .min(1, coreSchemaText('must-not-be-empty-variable'))
    .optional(),
  applicationCredentialId: text('the id of an application credential'),
  applicationCredentialName: text('backstage'),
  applicationCredentialSecret: z
    .string(coreSchemaText('must-be-text'))
    .min(1, coreSchemaText('must-not-be-empty-variable'))
    .optional(),
  cloud: text('the name of an entry in clouds.yaml'),
  cloudsYamlPath: text('/etc/openstack/clouds.yaml'),
  caFile: text('/etc/ssl/openstack-ca.pem'),
  caData: text('a certificate in PEM, or that in base64').refine(
    value => value === undefined || readPem(value) !== undefined,
    coreSchemaText('must-be-pem'),
  ),
  allowInsecure: flag,
  allProjects: flag,
});

type Keys = z.output<typeof keysSchema>;
type Key = keyof Keys;

/** Keys that clouds.yaml sets. Both would leave open which one is used. */
const CREDENTIAL_KEYS: Key[] = [
  'authUrl',
  'username',
  'userId',
  'password',
  'applicationCredentialId',
  'applicationCredentialName',
  'applicationCredentialSecret',
  'projectName',
  'projectId',
  'projectDomainName',
  'projectDomainId',
  'userDomainName',
  'userDomainId',
];

/** Alternatives; at most one of each pair may be set. */
const ALTERNATIVES: Array<[Key, Key]> = [
  ['region', 'regions'],
  ['applicationCredentialId', 'applicationCredentialName'],
  ['userId', 'username'],
  ['projectId', 'projectName'],
  ['projectDomainId', 'projectDomainName'],
  ['userDomainId', 'userDomainName'],
  ['caData', 'caFile'],
];

type Issue = (key: Key, message: string) => void;

function hasUser({ userId, username }: Keys): boolean {
  return userId !== undefined || username !== undefined;
}

function checkApplicationCredential(config: Keys, issue: Issue): void {
  if (!config.applicationCredentialSecret) {
    issue(
      'applicationCredentialSecret',
      schemaText(message('secret-required')),
    );
  }
  if (config.applicationCredentialName && !hasUser(config)) {
    issue(
      'username',
      coreSchemaText('is-required-with', {
        other: 'applicationCredentialName',
      }),
    );
  }
  if (config.password) {
    issue('password', schemaText(message('not-with-credential')));
  }
  for (const key of ['projectName', 'projectId'] as const) {
    if (config[key]) {
      issue(key, schemaText(message('project-of-credential')));
    }
  }
}

function checkPassword(config: Keys, issue: Issue): void {
  if (!hasUser(config)) {
    issue('username', schemaText(message('user-required')));
    return;
  }
  if (!config.password)
    issue(
      'password',
      coreSchemaText('is-required-with', { other: 'username' }),
    );
  if (!config.projectName && !config.projectId) {
    issue('projectName', schemaText(message('project-required')));
  }
}

/**
 * One entry of `infraDashboard.providers` of type openstack: a password, an application
 * credential, or an entry of clouds.yaml. Every issue names its key.
 */
export const openstackConfigSchema = keysSchema.superRefine(
  (config, context) => {
    const issue: Issue = (key, problem) =>
      context.addIssue({ code: 'custom', path: [key], message: problem });
    for (const [key, other] of ALTERNATIVES) {
      if (config[key] && config[other]) {
        issue(other, coreSchemaText('cannot-be-combined', { other: key }));
      }
    }
    if (config.cloud) {
      for (const key of CREDENTIAL_KEYS) {
        if (config[key]) {
          issue(key, schemaText(message('not-with-cloud')));
        }
      }
      return;
    }
    if (config.cloudsYamlPath) {
      issue('cloudsYamlPath', schemaText(message('only-with-cloud')));
    }
    if (!config.authUrl) {
      issue('authUrl', schemaText(message('auth-url-required')));
    }
    const hasApplicationCredential =
      config.applicationCredentialId ||
      config.applicationCredentialName ||
      config.applicationCredentialSecret;
    if (!hasApplicationCredential) {
      checkPassword(config, issue);
      return;
    }
    checkApplicationCredential(config, issue);
    if (!config.applicationCredentialId && !config.applicationCredentialName) {
      issue(
        'applicationCredentialId',
        coreSchemaText('is-required-with', {
          other: 'applicationCredentialSecret',
        }),
      );
    }
  },
);

/** A checked entry. `config.d.ts` describes the keys. */
export type OpenStackConfig = z.output<typeof openstackConfigSchema>;
