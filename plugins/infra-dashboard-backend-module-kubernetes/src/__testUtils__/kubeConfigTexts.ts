import {
  bearer,
  file,
  good,
  plain,
  TLS,
  withCluster,
  type KubeConfigCase,
} from './kubeConfigCase';

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
export const KUBE_CONFIG_TEXTS: KubeConfigCase[] = [
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

/** Servers without a scheme, and lists of files and documents. */
export const KUBE_CONFIG_PARTS: KubeConfigCase[] = [
  ...['', '  \n', '# later\n', '---\n'].map(text => ({
    title: `a second file ${JSON.stringify(text)}`,
    content: file(),
    second: text,
    expected: good,
  })),
  {
    title: 'a second file that is none',
    content: file(),
    second: 'users: [',
  },
  {
    title: 'two documents',
    content: `${yaml({})}---\ncurrent-context: gone\n`,
    expected: good,
  },
  {
    title: 'a second document that is none',
    content: `${yaml({})}---\nusers: [\n`,
    expected: good,
  },
  {
    title: 'a server without a scheme',
    content: withCluster({ server: 'host-C' }),
    expected: plain,
  },
  {
    title: 'a server without a scheme, with a slash',
    content: withCluster({ server: 'host-C/', ...TLS }),
    expected: plain,
  },
  {
    title: 'a server without a scheme, with a path',
    content: withCluster({ server: 'host-C/x', ...TLS }),
  },
];
