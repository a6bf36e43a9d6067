/** Files for the comparison with openstacksdk; the cloud is called `c`. */
export interface CloudsCase {
  title: string;
  content: object;
  /** Whether the cloud can be used; what it says is compared with openstacksdk. */
  isValid: boolean;
}

const AUTH_URL = { auth_url: 'https://keystone.example/v3' };
const PROJECT = { project_name: 'demo' };

const USERS: Record<string, object> = {
  'a user by name': { username: 'portal', password: 'pw' },
  'a user by id': { user_id: '0abc', password: 'pw' },
  'a password that is a number': { username: 'portal', password: 12345 },
};

const DOMAINS: Record<string, object> = {
  'no domain': {},
  'names of domains': {
    user_domain_name: 'Users',
    project_domain_name: 'Projects',
  },
  'ids of domains': { user_domain_id: 'u1', project_domain_id: 'p1' },
  'a domain name for both': { domain_name: 'Corp' },
  'a domain id for both': { domain_id: 'd1' },
  'keys with dashes': {
    'user-domain-name': 'Users',
    'project-domain-name': 'Projects',
  },
  'a domain of the user only': { user_domain_name: 'Users' },
  'a project by id': { project_id: 'f00' },
};

function cloud(auth: object, more: object = {}) {
  return { clouds: { c: { auth: { ...AUTH_URL, ...auth }, ...more } } };
}

const passwords = Object.entries(USERS).flatMap(([user, credentials]) =>
  Object.entries(DOMAINS).map(([domain, keys]) => ({
    title: `${user}, ${domain}`,
    content: cloud({ ...PROJECT, ...credentials, ...keys }),
    isValid: true,
  })),
);

const SECRET = { application_credential_secret: 's' };
const byPassword = { ...USERS['a user by name'], ...PROJECT };
const applicationCredentials: Record<string, object> = {
  'an application credential by id': { application_credential_id: 'a' },
  'an application credential by name, user by id': {
    application_credential_name: 'a',
    user_id: 'u',
  },
  'an application credential by name, user by name': {
    application_credential_name: 'a',
    username: 'u',
    user_domain_name: 'Users',
  },
};

/** Good and broken files; `conformance/cloudsYaml.conformance.ts` compares them. */
export const CLOUDS_FILES: CloudsCase[] = [
  ...passwords,
  ...Object.entries(applicationCredentials).map(([title, keys]) => ({
    title,
    content: cloud(
      { ...SECRET, ...keys },
      { auth_type: 'v3applicationcredential' },
    ),
    isValid: true,
  })),
  ...Object.entries({
    'a region and an interface': { region_name: 'eu-1', interface: 'internal' },
    'a type of endpoint of Keystone v2': { endpoint_type: 'internalURL' },
    'a list of regions': { regions: ['eu-1'] },
    'auth_type password': { auth_type: 'password' },
    'auth_type v3password': { auth_type: 'v3password' },
    'a certificate that is not verified': { verify: false },
    'keys of other services': { volume_api_version: '3', timing: true },
  }).map(([title, more]) => ({
    title,
    content: cloud(
      { ...byPassword, user_domain_name: 'U', project_domain_name: 'P' },
      more,
    ),
    isValid: true,
  })),
  {
    title: 'credentials next to auth',
    content: {
      clouds: {
        c: { ...byPassword, ...DOMAINS['names of domains'], auth: AUTH_URL },
      },
    },
    isValid: true,
  },
  {
    title: 'a tenant instead of a project',
    content: cloud({ ...USERS['a user by name'], tenant_name: 'demo' }),
    isValid: true,
  },
  {
    title: 'no auth_url',
    content: { clouds: { c: { auth: byPassword } } },
    isValid: false,
  },
  {
    title: 'another cloud only',
    content: { clouds: { d: {} } },
    isValid: false,
  },
  { title: 'no clouds', content: {}, isValid: false },
  {
    title: 'an unknown auth_type',
    content: cloud(byPassword, { auth_type: 'nonsense' }),
    isValid: false,
  },
];
