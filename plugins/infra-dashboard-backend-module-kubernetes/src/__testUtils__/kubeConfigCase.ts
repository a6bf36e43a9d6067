/** What one kubeconfig file leads to; undefined: it is refused before any request. */
export interface KubeConfigCase {
  title: string;
  /** `A` and `B` in URLs stand for two servers, `host-C` for one without TLS. */
  content: object | string;
  /** The next file of the list. */
  second?: string;
  expected?: {
    server: 'A' | 'B' | 'C';
    authorization?: string;
    /** Lines such as `impersonate-user: a`, in any order. */
    impersonation?: string[];
  };
  /** Code of the failure where it is not that of a wrong configuration. */
  refused?: string;
}

export const TLS = { 'insecure-skip-tls-verify': true };
// kubectl sends no credentials without encryption.
const A = { name: 'a', cluster: { server: 'https://A', ...TLS } };
const B = { name: 'b', cluster: { server: 'https://B', ...TLS } };
const ME = { name: 'me', user: { token: 'good' } };
export const bearer = (token: string) => `Bearer ${token}`;
export const basic = (text: string) =>
  `Basic ${Buffer.from(text).toString('base64')}`;

export function file(more: object = {}) {
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

export const withUser = (user: unknown) =>
  file({ users: [{ name: 'me', user }] });
export const withCluster = (cluster: unknown) =>
  file({ clusters: [{ name: 'a', cluster }, B] });
export const next = (key: string, entry: object) => {
  const base = file() as Record<string, any>;
  return { ...base, [key]: [...base[key], entry] };
};
export const good = { server: 'A', authorization: bearer('good') } as const;
export const anonymous = { server: 'A' } as const;
/** Nothing secret is sent without TLS. */
export const plain = { server: 'C' } as const;
