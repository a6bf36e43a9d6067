import { homedir } from 'node:os';
import {
  readPem,
  readPemFile,
  trimSlashes,
  type TlsOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readCloud } from './cloudsYaml';
import type { OpenStackConfig } from '../config';

/** A name or an id, as Keystone takes either. */
export type Named = { id: string } | { name: string };

/** A project or user: an id is enough, a name counts only within its domain. */
export type InDomain = { id: string } | { name: string; domain: Named };

export type Credentials =
  | { method: 'password'; user: InDomain; password: string; project: InDomain }
  | {
      method: 'application_credential';
      credential: { id: string } | { name: string; user: InDomain };
      secret: string;
    };

/** All that is needed to talk to a region, wherever it was configured. */
export interface OpenStackSettings {
  /** Ends in `/v3`. */
  identityUrl: string;
  credentials: Credentials;
  /** The one region to read. */
  region?: string;
  /** The regions to read; without either, all that the catalog has. */
  regions?: string[];
  interface: 'public' | 'internal' | 'admin';
  /** True and false are the operator's word; undefined is "where the role allows it". */
  allProjects?: boolean;
  /** Reads the files of the certificates. */
  tls: () => Promise<TlsOptions>;
}

/** The same keys as in app-config, by whichever way they came. */
export type FlatSettings = Omit<OpenStackConfig, 'cloud' | 'cloudsYamlPath'> & {
  clientCertFile?: string;
  clientKeyFile?: string;
};

/** The `openstack` client falls back to the domain `default`, too. */
function domainOf(name?: string, id?: string): Named {
  if (name) return { name };
  return { id: id ?? 'default' };
}

function userOf(flat: FlatSettings): InDomain {
  return {
    name: flat.username ?? '',
    domain: domainOf(flat.userDomainName, flat.userDomainId),
  };
}

function credentialsOf(flat: FlatSettings): Credentials {
  if (flat.applicationCredentialSecret) {
    const credential = flat.applicationCredentialId
      ? { id: flat.applicationCredentialId }
      : { name: flat.applicationCredentialName ?? '', user: userOf(flat) };
    return {
      method: 'application_credential',
      credential,
      secret: flat.applicationCredentialSecret,
    };
  }
  const project = flat.projectId
    ? { id: flat.projectId }
    : {
        name: flat.projectName ?? '',
        domain: domainOf(flat.projectDomainName, flat.projectDomainId),
      };
  return {
    method: 'password',
    user: userOf(flat),
    password: flat.password ?? '',
    project,
  };
}

/** As the `openstack` client does, with `~` for the home directory. */
async function readFile(
  path: string | undefined,
  key: string,
): Promise<string | undefined> {
  return path && readPemFile(path.replace(/^~(?=\/)/, homedir()), key);
}

/** With or without a version at its end, and v2.0 is gone since 2018. */
function identityUrlOf(authUrl: string): string {
  const base = trimSlashes(authUrl).replace(/\/v(2\.0|3)$/, '');
  return `${base}/v3`;
}

/** What stands beside `cloud` in app-config is meant to overrule it. */
function overrule(file: FlatSettings, own: FlatSettings): FlatSettings {
  const { region, regions, ...rest } = file;
  const names = own.region || own.regions ? {} : { region, regions };
  const set = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...rest, ...names, ...Object.fromEntries(set) };
}

/**
 * Resolves an entry, reading clouds.yaml where it names one. The files of the certificates are
 * read when a connection is opened.
 *
 * @throws ProviderFailure whose message begins with the key that does not work
 */
export async function readSettings(
  config: OpenStackConfig,
): Promise<OpenStackSettings> {
  const { cloud, cloudsYamlPath, ...own } = config;
  const flat: FlatSettings = cloud
    ? overrule(await readCloud({ cloud, path: cloudsYamlPath }), own)
    : own;
  const { caData, caFile } = config;
  return {
    identityUrl: identityUrlOf(flat.authUrl ?? ''),
    credentials: credentialsOf(flat),
    region: flat.region,
    regions: flat.regions,
    interface: flat.interface ?? 'public',
    allProjects: flat.allProjects,
    tls: async () => ({
      ca: caData
        ? readPem(caData)
        : await readFile(flat.caFile, caFile ? 'caFile' : 'cloud: cacert'),
      cert: await readFile(flat.clientCertFile, 'cloud: cert'),
      key: await readFile(flat.clientKeyFile, 'cloud: key'),
      allowInsecure: flat.allowInsecure,
    }),
  };
}
