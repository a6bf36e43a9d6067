import { homedir } from 'node:os';
import {
  readPem,
  readPemFile,
  trimSlashes,
  type TlsOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackConfig } from '../config';
import { readCloud } from './cloudsYaml';
import { credentialsOf, type Credentials } from './credentials';
import type { EndpointOverrides, FlatSettings } from './FlatSettings';

export type { Credentials, InDomain } from './credentials';

/** Connection settings, from app-config or clouds.yaml. */
export interface OpenStackSettings {
  /** Ends in `/v3`. */
  identityUrl: string;
  credentials: Credentials;
  /** The only region to read. */
  region?: string;
  /** The regions to read. Without either, all regions of the catalog. */
  regions?: string[];
  interface: 'public' | 'internal' | 'admin';
  /** Addresses of services that are used instead of those of the catalog. */
  endpoints?: EndpointOverrides;
  /** Undefined: the servers of all projects if the role allows it. */
  allProjects?: boolean;
  /** Reads the files of the certificates. */
  tls: () => Promise<TlsOptions>;
}

/** `~` is the home directory, as in the `openstack` client. */
async function readFile(
  path: string | undefined,
  key: string,
): Promise<string | undefined> {
  return path && readPemFile(path.replace(/^~(?=\/)/, homedir()), key);
}

/** The URL may end in a version. v2.0 was removed in 2018. */
function identityUrlOf(authUrl: string): string {
  const base = trimSlashes(authUrl).replace(/\/v(2\.0|3)$/, '');
  return `${base}/v3`;
}

/** Keys next to `cloud` in app-config override those of clouds.yaml. */
function override(file: FlatSettings, own: FlatSettings): FlatSettings {
  const { region, regions, ...rest } = file;
  const names = own.region || own.regions ? {} : { region, regions };
  const set = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...rest, ...names, ...Object.fromEntries(set) };
}

/**
 * Resolves an entry of the configuration, and reads clouds.yaml if the entry names a cloud.
 * The files of certificates are read when a connection is opened.
 *
 * @throws ProviderFailure whose message starts with the key that does not work
 */
export async function readSettings(
  config: OpenStackConfig,
): Promise<OpenStackSettings> {
  const { cloud, cloudsYamlPath, ...own } = config;
  const flat: FlatSettings = cloud
    ? override(await readCloud({ cloud, path: cloudsYamlPath }), own)
    : own;
  const { caData, caFile } = config;
  return {
    identityUrl: identityUrlOf(flat.authUrl ?? ''),
    credentials: credentialsOf(flat),
    region: flat.region,
    regions: flat.regions,
    interface: flat.interface ?? 'public',
    endpoints: flat.endpoints,
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
