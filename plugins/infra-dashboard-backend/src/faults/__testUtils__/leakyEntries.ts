import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import type { SecretMaker } from './SecretMaker';

export interface LeakyOptions {
  secrets: SecretMaker;
  /** Where files may be written. */
  folder: string;
  /** A certificate with its key, which count as secrets. */
  pem: { cert: string; key: string };
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

function writeKubeConfig(
  { secrets, folder, pem }: LeakyOptions,
  options: { name: string; server: string; isBroken?: boolean },
): string {
  const { name, server, isBroken } = options;
  const path = join(folder, `${name}.kubeconfig`);
  const text = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'it',
    clusters: [
      {
        name: 'it',
        cluster: {
          server,
          'certificate-authority-data': base64(pem.cert),
        },
      },
    ],
    users: [
      {
        name: 'it',
        user: {
          token: secrets.make('kubeconfig token'),
          'client-certificate-data': base64(pem.cert),
          'client-key-data': base64(pem.key),
        },
      },
    ],
    contexts: [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
  });
  writeFileSync(path, isBroken ? text.slice(0, -30) : text);
  return path;
}

function writeClouds(
  { secrets, folder }: LeakyOptions,
  options: { name: string; url: string; isBroken?: boolean },
): string {
  const { name, url, isBroken } = options;
  const directory = join(folder, `clouds-${name}`);
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'clouds.yaml');
  const auth = {
    auth_url: url,
    username: 'portal',
    project_name: 'demo',
    user_domain_name: 'Default',
    project_domain_name: 'Default',
  };
  writeFileSync(path, JSON.stringify({ clouds: { it: { auth } } }));
  const secure = {
    clouds: { it: { auth: { password: secrets.make('secure.yaml') } } },
  };
  const text = JSON.stringify(secure);
  writeFileSync(
    join(directory, 'secure.yaml'),
    isBroken ? text.slice(0, -2) : text,
  );
  return path;
}

/** One entry of each kind of credentials, all with new secrets. */
export function entriesFor(
  options: LeakyOptions,
  target: { name: string; url: string },
): JsonObject[] {
  const { secrets, pem } = options;
  const { url } = target;
  const name = (what: string) => `${what} ${target.name}`;
  const authUrl = `${url}/v3`;
  const domains = { projectDomainName: 'Default', userDomainName: 'Default' };
  return [
    {
      name: name('pve token'),
      type: 'proxmox',
      url,
      tokenId: `portal@pve!${secrets.make('token id')}`,
      tokenSecret: secrets.make('token secret'),
      caData: pem.cert,
    },
    {
      name: name('pve password'),
      type: 'proxmox',
      urls: [url, `${url}/again`],
      username: 'portal@pve',
      password: secrets.make('pve password'),
    },
    {
      name: name('k8s token'),
      type: 'kubernetes',
      url,
      serviceAccountToken: secrets.make('service account token'),
      caData: base64(pem.cert),
    },
    {
      name: name('k8s file'),
      type: 'kubernetes',
      kubeConfigPath: writeKubeConfig(options, {
        name: target.name,
        server: url,
      }),
    },
    {
      name: name('os password'),
      type: 'openstack',
      authUrl,
      username: 'portal',
      password: secrets.make('openstack password'),
      projectName: 'demo',
      ...domains,
    },
    {
      name: name('os credential'),
      type: 'openstack',
      authUrl,
      applicationCredentialId: secrets.make('application credential id'),
      applicationCredentialSecret: secrets.make('application secret'),
    },
    {
      name: name('os cloud'),
      type: 'openstack',
      cloud: 'it',
      cloudsYamlPath: writeClouds(options, { name: target.name, url: authUrl }),
    },
  ];
}

/** Entries that cannot be used, with secrets in the very keys that are wrong. */
export function brokenEntries(options: LeakyOptions): unknown[] {
  const { secrets } = options;
  const secret = () => secrets.make('broken entry');
  const withUser = (scheme: string) =>
    `${scheme}://${secret()}:${secret()}@${secret()}.example/${secret()}`;
  const token = () => ({ tokenId: `a@b!${secret()}`, tokenSecret: secret() });
  const pve = { type: 'proxmox', url: 'https://pve.invalid', ...token() };
  const k8s = { type: 'kubernetes', url: 'https://k8s.invalid' };
  const os = { type: 'openstack', authUrl: 'https://os.invalid/v3' };
  const entries: JsonObject[] = [
    { ...pve, url: withUser('https') },
    { ...pve, url: withUser('ftp') },
    { ...pve, url: secret() },
    { ...pve, urls: [secret(), { url: withUser('https') }] },
    { ...pve, tokenSecret: { value: secret() } },
    { ...pve, tokenId: secret() },
    { ...pve, fingerprint: secret() },
    { ...pve, caData: secret() },
    { ...pve, password: secret() },
    { ...pve, timeout: secret() },
    { ...pve, enabled: secret(), labels: secret() },
    { ...k8s, url: withUser('https'), serviceAccountToken: secret() },
    { ...k8s, url: withUser('wss') },
    { ...k8s, serviceAccountToken: [secret()] },
    {
      ...k8s,
      serviceAccountToken: secret(),
      serviceAccountTokenFile: secret(),
    },
    { ...k8s, caData: secret() },
    {
      type: 'kubernetes',
      kubeConfigPath: writeKubeConfig(options, {
        name: 'broken',
        server: 'https://k8s.invalid',
        isBroken: true,
      }),
    },
    { ...os, authUrl: withUser('https'), username: 'a', password: secret() },
    { ...os, authUrl: withUser('ldap') },
    { ...os, interface: secret(), password: [secret()] },
    { ...os, applicationCredentialSecret: secret(), password: secret() },
    {
      type: 'openstack',
      cloud: 'it',
      cloudsYamlPath: writeClouds(options, {
        name: 'broken',
        url: 'https://os.invalid/v3',
        isBroken: true,
      }),
    },
    { type: 'vsphere', url: withUser('https'), password: secret() },
  ];
  return [
    ...entries.map((entry, index) => ({ name: `broken ${index}`, ...entry })),
    secret(),
    [secret()],
    { password: secret() },
  ];
}
