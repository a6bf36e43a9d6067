/** What one kubeconfig file leads to; undefined: it is refused before any request. */
export interface KubeConfigCase {
  title: string;
  /** `A` and `B` in URLs stand for two servers. */
  content: object | string;
  expected?: {
    server: 'A' | 'B';
    authorization?: string;
    /** Lines such as `impersonate-user: a`, in any order. */
    impersonation?: string[];
  };
}

const TLS = { 'insecure-skip-tls-verify': true };
// kubectl sends no credentials without encryption.
const A = { name: 'a', cluster: { server: 'https://A', ...TLS } };
const B = { name: 'b', cluster: { server: 'https://B', ...TLS } };
const ME = { name: 'me', user: { token: 'good' } };
const bearer = (token: string) => `Bearer ${token}`;
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

function file(more: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [A, B],
    users: [ME],
    contexts: [{ name: 'main', context: { cluster: 'a', user: 'me' } }],
    'current-context': 'main',
    ...more,
  };
}

const withUser = (user: unknown) => file({ users: [{ name: 'me', user }] });
const withCluster = (cluster: unknown) =>
  file({ clusters: [{ name: 'a', cluster }, B] });
const next = (key: string, entry: object) => {
  const base = file() as Record<string, any>;
  return { ...base, [key]: [...base[key], entry] };
};
const good = { server: 'A', authorization: bearer('good') } as const;
const anonymous = { server: 'A' } as const;

/** A file as text, with the values of some keys. */
function yaml({ insecure = 'true', token = 'good', before = '' }): string {
  return `${before}
apiVersion: v1
kind: Config
clusters:
- { name: a, cluster: { server: "https://A", insecure-skip-tls-verify: ${insecure} } }
users:
- { name: me, user: { token: ${token} } }
contexts:
- { name: main, context: { cluster: a, user: me } }
current-context: main
`;
}

const MERGED = `
common: &c { insecure-skip-tls-verify: yes, server: "https://B" }
apiVersion: v1
kind: Config
clusters:
- { name: a, cluster: { <<: *c, server: "https://A" } }
- { name: b, cluster: { <<: [*c] } }
users:
- { name: me, user: &me { token: good } }
contexts:
- { name: main, context: { cluster: b, user: me } }
current-context: main
`;

/** A small file that would fill the memory. */
function bomb(key: string): string {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const aliases = Array(9).fill(`*a${level}`).join(', ');
    return `a${level + 1}: &a${
      level + 1
    } { k${level}: 1, ${key}: [${aliases}] }`;
  });
  const before = ['a0: &a0 { k: 1 }', ...levels].join('\n');
  return yaml({ before });
}

/** Text of YAML 1.1, which YAML 1.2 reads differently. */
const TEXTS: KubeConfigCase[] = [
  { title: 'aliases of aliases', content: bomb('list') },
  { title: 'merge keys of merge keys', content: bomb('<<') },
  {
    title: 'merge keys',
    content: MERGED,
    expected: { ...good, server: 'B' },
  },
  {
    title: 'keys twice',
    content: yaml({
      before: 'current-context: gone\nx: { y: 1, y: 2 }',
      token: 'a, token: good',
    }),
    expected: good,
  },
  ...['yes', 'on', 'y'].map(insecure => ({
    title: `verification skipped with ${insecure}`,
    content: yaml({ insecure }),
    expected: good,
  })),
  ...["'yes'", "'true'", '1'].map(insecure => ({
    title: `verification skipped with ${insecure}`,
    content: yaml({ insecure }),
  })),
  ...['2026-01-01', '12:30:45', '1e', '='].map(token => ({
    title: `the token ${token}`,
    content: yaml({ token }),
    expected: { server: 'A' as const, authorization: bearer(token) },
  })),
  ...['y', 'no', '1_000', '1e10', '089', '0b11', '0o7', '.inf'].map(token => ({
    title: `the token ${token}`,
    content: yaml({ token }),
  })),
];

/**
 * Files as people have them, good and broken. `conformance/kubeconfig.conformance.ts` compares
 * what is expected with kubectl.
 */
export const KUBE_CONFIG_FILES: KubeConfigCase[] = [
  { title: 'a plain file', content: file(), expected: good },
  { title: 'JSON', content: JSON.stringify(file()), expected: good },
  {
    title: 'another current context',
    content: file({
      contexts: [{ name: 'other', context: { cluster: 'b', user: 'me' } }],
      'current-context': 'other',
    }),
    expected: { ...good, server: 'B' },
  },
  {
    title: 'a namespace and unknown keys',
    content: file({
      preferences: {},
      something: 1,
      contexts: [
        {
          name: 'main',
          context: { cluster: 'a', user: 'me', namespace: 'shop', x: 1 },
        },
      ],
    }),
    expected: good,
  },
  ...(
    [
      ['an empty cluster', 'clusters', { name: 'x', cluster: {} }],
      ['a cluster that is null', 'clusters', { name: 'x', cluster: null }],
      [
        'a cluster with a missing authority',
        'clusters',
        {
          name: 'x',
          cluster: { server: 'https://x', 'certificate-authority': '/no.pem' },
        },
      ],
      ['an empty context', 'contexts', { name: 'x', context: {} }],
      ['a context that is null', 'contexts', { name: 'x', context: null }],
      [
        'a context without its cluster',
        'contexts',
        { name: 'x', context: { cluster: 'gone', user: 'gone' } },
      ],
      ['an empty user', 'users', { name: 'x', user: {} }],
      [
        'a user with an empty plugin',
        'users',
        { name: 'x', user: { exec: {} } },
      ],
      ['a user with plugin null', 'users', { name: 'x', user: { exec: null } }],
      [
        'a user with two ways to log in',
        'users',
        { name: 'x', user: { token: 'a', username: 'b' } },
      ],
    ] as const
  ).map(([title, key, entry]) => ({
    title: `${title} next to it`,
    content: next(key, entry),
    expected: good,
  })),
  {
    title: 'a context without user',
    content: file({
      contexts: [{ name: 'main', context: { cluster: 'a' } }],
    }),
    expected: anonymous,
  },
  {
    title: 'an empty user name',
    content: file({
      contexts: [{ name: 'main', context: { cluster: 'a', user: '' } }],
    }),
    expected: anonymous,
  },
  {
    title: 'a user without credentials',
    content: withUser({}),
    expected: anonymous,
  },
  {
    title: 'a user that is null',
    content: withUser(null),
    expected: anonymous,
  },
  {
    title: 'an empty token',
    content: withUser({ token: '' }),
    expected: anonymous,
  },
  {
    title: 'a password',
    content: withUser({ username: 'ann', password: 'pä:ss' }),
    expected: { server: 'A', authorization: basic('ann:pä:ss') },
  },
  {
    title: 'a user name without password',
    content: withUser({ username: 'ann' }),
    expected: { server: 'A', authorization: basic('ann:') },
  },
  {
    title: 'impersonation',
    content: withUser({ token: 'good', as: 'portal' }),
    expected: { ...good, impersonation: ['impersonate-user: portal'] },
  },
  {
    title: 'impersonation with all fields',
    content: withUser({
      token: 'good',
      as: 'portal',
      'as-uid': 'u-1',
      'as-groups': ['readers', 'auditors'],
      'as-user-extra': { reason: ['dashboard', 'audit'], 'a/b': ['c'] },
    }),
    expected: {
      ...good,
      impersonation: [
        'impersonate-extra-a%2fb: c',
        'impersonate-extra-reason: audit',
        'impersonate-extra-reason: dashboard',
        'impersonate-group: auditors',
        'impersonate-group: readers',
        'impersonate-uid: u-1',
        'impersonate-user: portal',
      ],
    },
  },
  {
    title: 'null lists of groups',
    content: withUser({ token: 'good', as: 'a', 'as-groups': null }),
    expected: { ...good, impersonation: ['impersonate-user: a'] },
  },
  {
    title: 'groups of nobody',
    content: withUser({ token: 'good', 'as-groups': ['x'] }),
  },
  {
    title: 'the uid of nobody',
    content: withUser({ token: 'good', 'as-uid': 'x' }),
  },
  {
    title: 'a token and a password',
    content: withUser({ token: 'a', username: 'b', password: 'c' }),
  },
  {
    title: 'a certificate without key',
    content: withUser({ 'client-certificate-data': 'eA==' }),
  },
  {
    title: 'a plugin without command',
    content: withUser({
      exec: { apiVersion: 'client.authentication.k8s.io/v1' },
    }),
  },
  {
    title: 'no current context',
    content: file({ 'current-context': '', clusters: [] }),
  },
  {
    title: 'an unknown current context',
    content: file({ 'current-context': 'gone' }),
  },
  {
    title: 'an unknown cluster',
    content: file({
      contexts: [{ name: 'main', context: { cluster: 'gone', user: 'me' } }],
    }),
  },
  {
    title: 'an unknown user',
    content: file({
      contexts: [{ name: 'main', context: { cluster: 'a', user: 'gone' } }],
    }),
  },
  {
    title: 'a missing authority',
    content: withCluster({
      server: 'https://A',
      'certificate-authority': '/no.pem',
    }),
  },
  {
    title: 'an authority although none is checked',
    content: withCluster({
      server: 'https://A',
      'insecure-skip-tls-verify': true,
      'certificate-authority-data': 'eA==',
    }),
  },
  { title: 'a token that is a number', content: withUser({ token: 5 }) },
  {
    title: 'a context name twice',
    content: next('contexts', {
      name: 'main',
      context: { cluster: 'b', user: 'me' },
    }),
  },
  {
    title: 'a user name twice',
    content: next('users', { name: 'me', user: { token: 'other' } }),
  },
  {
    title: 'a certificate twice',
    content: withUser({
      'client-certificate-data': 'eA==',
      'client-certificate': '/no.pem',
      'client-key-data': 'eA==',
    }),
  },
  {
    title: 'a user name next to a file with a token',
    content: withUser({ tokenFile: '/no', username: 'a' }),
  },
  { title: 'a list that is none', content: file({ users: { me: {} } }) },
  ...TEXTS,
  { title: 'no YAML', content: 'users: [' },
];
