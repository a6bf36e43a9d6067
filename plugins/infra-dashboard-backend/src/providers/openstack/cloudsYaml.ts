import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { openstackConfigSchema } from './config';
import type { FlatSettings } from './settings';

export interface ReadCloudOptions {
  /** Name of the entry. */
  cloud: string;
  /** Path of clouds.yaml where it is not in a usual place. */
  path?: string;
}

type Json = Record<string, any>;

/** What can log in without a person at a browser. */
const AUTH_TYPES = new Set([
  'password',
  'v3password',
  'v3applicationcredential',
]);

const APPLICATION_CREDENTIAL_HINT =
  'log in with it and run: openstack application credential create infra-dashboard --role reader, then use that';

/** `auth` of clouds.yaml by our names. */
const AUTH_KEYS: Record<string, keyof FlatSettings> = {
  auth_url: 'authUrl',
  username: 'username',
  password: 'password',
  project_name: 'projectName',
  tenant_name: 'projectName',
  project_id: 'projectId',
  tenant_id: 'projectId',
  project_domain_name: 'projectDomainName',
  project_domain_id: 'projectDomainId',
  user_domain_name: 'userDomainName',
  user_domain_id: 'userDomainId',
  application_credential_id: 'applicationCredentialId',
  application_credential_name: 'applicationCredentialName',
  application_credential_secret: 'applicationCredentialSecret',
};

/** The other keys of a cloud by our names. */
const CLOUD_KEYS: Record<string, keyof FlatSettings> = {
  region_name: 'region',
  interface: 'interface',
  endpoint_type: 'interface',
  cacert: 'caFile',
  cert: 'clientCertFile',
  key: 'clientKeyFile',
};

const fileSchema = z.record(z.string(), z.unknown());

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function merge(base: Json, over: Json): Json {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    merged[key] =
      isObject(merged[key]) && isObject(value)
        ? merge(merged[key], value)
        : value;
  }
  return merged;
}

/** Names out of `regions`, whose entries may carry settings of their own. */
function regionsOf(entry: Json): string[] | undefined {
  if (!Array.isArray(entry.regions)) return undefined;
  const names = entry.regions
    .map(region => (isObject(region) ? region.name : region))
    .filter(name => typeof name === 'string' && name);
  return names.length > 0 ? [...new Set(names as string[])] : undefined;
}

/** The first of the files that is there; a later one does not add to it. */
function readFirst(paths: string[]): Json | undefined {
  for (const path of paths) {
    let content: string;
    try {
      content = readFileSync(path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      throw new Error(`cloud: ${path} cannot be read (${code})`);
    }
    let parsed: unknown;
    try {
      parsed = parse(content);
    } catch {
      // The parser's message quotes the file, which holds secrets.
      throw new Error(`cloud: ${path} is not valid YAML`);
    }
    const checked = fileSchema.safeParse(parsed ?? {});
    if (!checked.success) {
      throw new Error(`cloud: ${path} does not hold an object`);
    }
    return checked.data;
  }
  return undefined;
}

/** Where the `openstack` client looks for its files, in this order. */
function directoriesOf(path: string | undefined): string[] {
  if (path) return [dirname(path)];
  const config = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
  return [process.cwd(), join(config, 'openstack'), '/etc/openstack'];
}

/** As the client does, a variable names one more file that goes before the others. */
function pathsOf(
  directories: string[],
  options: { name: string; variable?: string },
): string[] {
  const { name, variable } = options;
  const first = variable && process.env[variable];
  return [
    ...(first ? [first] : []),
    ...directories.flatMap(directory =>
      ['yaml', 'yml', 'json'].map(end => join(directory, `${name}.${end}`)),
    ),
  ];
}

const CLOUDS = { name: 'clouds', variable: 'OS_CLIENT_CONFIG_FILE' };
const SECURE = { name: 'secure', variable: 'OS_CLIENT_SECURE_FILE' };
const VENDORS = { name: 'clouds-public', variable: 'OS_CLIENT_VENDOR_FILE' };

function withProfile(entry: Json, directories: string[]): Json {
  const { profile, cloud: _legacy, ...rest } = entry;
  const name = profile ?? entry.cloud;
  if (name === undefined) return entry;
  const vendors = readFirst(pathsOf(directories, VENDORS));
  const found = isObject(vendors?.['public-clouds'])
    ? vendors['public-clouds'][name]
    : undefined;
  if (isObject(found)) return merge(found, rest);
  // A profile of openstacksdk's own list; it may add nothing that we need.
  if (isObject(rest.auth) && rest.auth.auth_url) return rest;
  throw new Error(
    `cloud: the profile '${name}' is not in clouds-public.yaml; set auth_url in the entry instead`,
  );
}

function checkAuthType(entry: Json): void {
  const type = String(entry.auth_type ?? 'password');
  if (AUTH_TYPES.has(type)) return;
  if (/^(v3)?(token|admin_token)$|^none$/.test(type)) {
    throw new Error(
      `cloud: auth_type ${type} cannot be renewed; ${APPLICATION_CREDENTIAL_HINT}`,
    );
  }
  throw new Error(
    `cloud: auth_type ${type} needs a person to log in, which a backend cannot do; ${APPLICATION_CREDENTIAL_HINT}`,
  );
}

function flatten(entry: Json): Json {
  const flat: Json = {};
  const take = (from: Json, keys: Record<string, string>) => {
    for (const [key, ours] of Object.entries(keys)) {
      const value = from[key];
      if (value === undefined || value === null || value === '') continue;
      // Numbers happen where an id or a password was not quoted.
      flat[ours] ??= typeof value === 'number' ? String(value) : value;
    }
  };
  take(entry, CLOUD_KEYS);
  take(isObject(entry.auth) ? entry.auth : {}, AUTH_KEYS);
  // The client may be given several interfaces to try; the first is the one that is meant.
  if (Array.isArray(flat.interface)) [flat.interface] = flat.interface;
  if (!flat.region) flat.regions = regionsOf(entry);
  if (entry.verify === false || entry.insecure === true) {
    flat.allowInsecure = true;
  }
  // Files that a dashboard hands out say both; the id is the one that is exact.
  for (const what of [
    'project',
    'projectDomain',
    'userDomain',
    'applicationCredential',
  ]) {
    if (flat[`${what}Id`]) delete flat[`${what}Name`];
  }
  // With an application credential these are rests of a password entry.
  if (flat.applicationCredentialSecret) {
    delete flat.projectName;
    delete flat.projectId;
    delete flat.password;
  }
  return flat;
}

/**
 * Reads an entry of clouds.yaml, with secure.yaml over it and its profile of
 * clouds-public.yaml below it, from where the `openstack` client looks for them.
 *
 * @throws an Error whose message begins with the key of app-config and quotes no secret
 */
export function readCloud(options: ReadCloudOptions): FlatSettings {
  const { cloud, path } = options;
  const directories = directoriesOf(path);
  const clouds = readFirst(path ? [path] : pathsOf(directories, CLOUDS));
  if (!clouds) {
    throw new Error(
      path
        ? 'cloudsYamlPath: there is no such file'
        : 'cloud: there is no clouds.yaml in OS_CLIENT_CONFIG_FILE, the working directory, ~/.config/openstack or /etc/openstack',
    );
  }
  const secure =
    readFirst(
      // A file that is named has its secrets beside it.
      pathsOf(directories, path ? { name: 'secure' } : SECURE),
    ) ?? {};
  const all = merge(clouds, secure).clouds;
  const entry = isObject(all) ? all[cloud] : undefined;
  if (!isObject(entry)) {
    const known = isObject(all) ? Object.keys(all).sort().join(', ') : '';
    throw new Error(
      `cloud: clouds.yaml has no '${cloud}'; it has ${known || 'none'}`,
    );
  }
  const resolved = withProfile(entry, directories);
  checkAuthType(resolved);
  if (resolved.auth?.system_scope) {
    throw new Error(
      'cloud: a system scope cannot list servers; use a project scope (project_name)',
    );
  }
  const { clientCertFile, clientKeyFile, ...flat } = flatten(resolved);
  const checked = openstackConfigSchema.safeParse(flat);
  if (!checked.success) {
    const reasons = checked.error.issues
      .map(({ path: at, message }) => `${at.map(String).join('.')} ${message}`)
      .join('; ');
    throw new Error(`cloud: the entry '${cloud}' is incomplete: ${reasons}`);
  }
  return { ...checked.data, clientCertFile, clientKeyFile };
}
