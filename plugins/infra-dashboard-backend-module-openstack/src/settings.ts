import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { findFile } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readPem } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readCloud } from './cloudsYaml';
import type { OpenStackConfig } from './config';

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
  tls: {
    ca?: string;
    cert?: string;
    key?: string;
    allowInsecure?: boolean;
  };
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

function readFile(key: string, path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(findFile(path.replace(/^~(?=\/)/, homedir())), 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new Error(`${key}: the file cannot be read (${code})`);
  }
}

/** With or without a version at its end, and v2.0 is gone since 2018. */
function identityUrlOf(authUrl: string): string {
  const base = authUrl.replace(/\/+$/, '').replace(/\/v(2\.0|3)$/, '');
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
 * Resolves an entry, reading clouds.yaml and certificates where it names them.
 *
 * @throws an Error whose message begins with the key that does not work
 */
export function readSettings(config: OpenStackConfig): OpenStackSettings {
  const { cloud, cloudsYamlPath, ...own } = config;
  const flat: FlatSettings = cloud
    ? overrule(readCloud({ cloud, path: cloudsYamlPath }), own)
    : own;
  const ca = config.caData
    ? readPem(config.caData)
    : readFile('caFile', flat.caFile);
  return {
    identityUrl: identityUrlOf(flat.authUrl ?? ''),
    credentials: credentialsOf(flat),
    region: flat.region,
    regions: flat.regions,
    interface: flat.interface ?? 'public',
    allProjects: flat.allProjects,
    tls: {
      ca,
      cert: readFile('cloud: cert', flat.clientCertFile),
      key: readFile('cloud: key', flat.clientKeyFile),
      allowInsecure: flat.allowInsecure,
    },
  };
}
