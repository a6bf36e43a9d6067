import {
  anonymous,
  basic,
  file,
  good,
  next,
  withCluster,
  withUser,
  type KubeConfigCase,
} from './kubeConfigCase';
import { KUBE_CONFIG_EXECS } from './kubeConfigExecs';
import { KUBE_CONFIG_PARTS, KUBE_CONFIG_TEXTS } from './kubeConfigTexts';

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
  ...KUBE_CONFIG_TEXTS,
  ...KUBE_CONFIG_EXECS,
  ...KUBE_CONFIG_PARTS,
  { title: 'no YAML', content: 'users: [' },
];
