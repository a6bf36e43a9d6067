/** Files for the comparison with openstacksdk; the cloud is called `c`. */
export interface CloudsCase {
  title: string;
  /** An object, or the text of a file. */
  content: object | string;
  /** Whether the cloud can be used; what it says is compared with openstacksdk. */
  isValid: boolean;
  expected?: { password?: string; region?: string; isVerified?: boolean };
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

/** The text of a file, with more keys of the cloud. */
function yaml(more: string, value = 'pw'): string {
  return `clouds:
  c: { auth: { auth_url: 'https://keystone.example/v3', username: portal, password: ${value},
    project_id: ${value}, user_domain_name: U, project_domain_name: P }, ${more} }`;
}

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

const MERGED = `
base: &base { region_name: eu-1, verify: no, interface: internal }
login: &login
  auth_url: https://keystone.example/v3
  username: portal
  user_domain_name: Users
  project_domain_name: Projects
clouds:
  c:
    <<: *base
    interface: admin
    auth: { <<: [*login, { username: other, password: pw }], project_name: demo }
`;

const TWICE = `${yaml('region_name: a, region_name: eu-1')}
  d: { region_name: a, region_name: b }
other: 1
other: 2
`;

/** Whether certificates are verified. */
const VERIFIED: Record<string, boolean> = {
  'verify: no': false,
  'verify: Off': false,
  'verify: n': true,
  'insecure: yes': false,
  'insecure: True': false,
  "insecure: 'true'": false,
  "insecure: 'yes'": true,
  'insecure: off': true,
  'insecure: null': true,
};

/** Passwords as openstacksdk reads them. */
const UNQUOTED: Record<string, string> = {
  '1_000': '1000',
  '12345678901234567890123': '12345678901234567890123',
  '1e10': '1e10',
  '0123': '83',
  '089': '089',
  '0x1F': '31',
  '0b11': '3',
  '0o17': '0o17',
  '12:30:45': '45045',
  '1.0': '1.0',
  '1.50': '1.5',
  '.5': '0.5',
  '2026-01-01': '2026-01-01',
  '-7': '-7',
  '+7': '7',
  '1e': '1e',
  y: 'y',
  "'1_000'": '1_000',
};

/** Text of YAML 1.1, which YAML 1.2 reads differently. */
const TEXTS: Array<Omit<CloudsCase, 'isValid'>> = [
  {
    title: 'merge keys in a cloud and in auth',
    content: MERGED,
    expected: { password: 'pw', region: 'eu-1', isVerified: false },
  },
  {
    title: 'a key twice, also in another cloud',
    content: TWICE,
    expected: { region: 'eu-1' },
  },
  ...Object.entries(VERIFIED).map(([key, isVerified]) => ({
    title: key,
    content: yaml(key),
    expected: { isVerified },
  })),
  ...Object.entries(UNQUOTED).map(([text, password]) => ({
    title: `the password and project id ${text}`,
    content: yaml('timing: yes', text),
    expected: { password },
  })),
];

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
  ...TEXTS.map(one => ({ ...one, isValid: true })),
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
