import {
  hasCredentials,
  toConfigIssues,
  toIssueMessage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ServiceName } from '../client/catalog';
import {
  isObject,
  misconfigured,
  readEntry,
  type Json,
  type ReadCloudOptions,
} from './cloudFiles';
import { openstackConfigSchema } from '../config';
import type { EndpointOverrides, FlatSettings } from './FlatSettings';

/** Types that are supported; all log in without a person at a browser. */
const AUTH_TYPES = new Set([
  'password',
  'v3password',
  'v3applicationcredential',
]);

/** Types for machines that are not supported; others need a person or what only a person has. */
const UNSUPPORTED =
  /^v3(oidcclientcredentials|oauth1|oauth2[a-z]*|tokenlessauth)$|^http_basic$/;

/** Keys of `auth` in clouds.yaml, and those of app-config. */
const AUTH_KEYS: Record<string, keyof FlatSettings> = {
  auth_url: 'authUrl',
  user_id: 'userId',
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

/** Other keys of a cloud in clouds.yaml, and those of app-config. */
const CLOUD_KEYS: Record<string, keyof FlatSettings> = {
  region_name: 'region',
  interface: 'interface',
  endpoint_type: 'interface',
  cacert: 'caFile',
  cert: 'clientCertFile',
  key: 'clientKeyFile',
};

/** Keys of a cloud that replace an address of the catalog. */
const OVERRIDES: Record<string, ServiceName> = {
  compute_endpoint_override: 'compute',
  placement_endpoint_override: 'placement',
};

function readOverrides(entry: Json): EndpointOverrides | undefined {
  const endpoints: EndpointOverrides = {};
  for (const [key, service] of Object.entries(OVERRIDES)) {
    const url = entry[key];
    if (url === undefined || url === null || url === '') continue;
    const isUrl = typeof url === 'string' && URL.canParse(url);
    if (!isUrl || !/^https?:/i.test(url) || hasCredentials(url)) {
      throw misconfigured('cloud-endpoint-invalid', { key });
    }
    endpoints[service] = url;
  }
  return Object.keys(endpoints).length > 0 ? endpoints : undefined;
}

/** Settings of one region that would make it another login, or another way to reach it. */
const REGION_KEYS = new Set(
  [AUTH_KEYS, CLOUD_KEYS, OVERRIDES].flatMap(keys => Object.keys(keys)),
);
for (const key of ['auth', 'auth_type', 'insecure', 'verify']) {
  REGION_KEYS.add(key);
}

/**
 * Names in `regions`, whose entries may be objects with values of their own, which
 * openstacksdk uses: all regions share one login here.
 */
function regionsOf(entry: Json): string[] | undefined {
  if (!Array.isArray(entry.regions)) return undefined;
  for (const region of entry.regions) {
    const key = Object.keys(isObject(region?.values) ? region.values : {}).find(
      name => REGION_KEYS.has(name.replaceAll('-', '_')),
    );
    if (key) {
      const name = String(region.name);
      throw misconfigured('cloud-region-values', { region: name, key });
    }
  }
  const names = entry.regions
    .map(region => (isObject(region) ? region.name : region))
    .filter(name => typeof name === 'string' && name);
  return names.length > 0 ? [...new Set(names as string[])] : undefined;
}

/** The cloud `envvars` of the `openstack` client: its `OS_*` variables. */
function readVariables(): Json {
  const take = (keys: Record<string, unknown>) =>
    Object.fromEntries(
      Object.keys(keys).map(key => [
        key,
        process.env[`OS_${key.toUpperCase()}`],
      ]),
    );
  const { OS_AUTH_TYPE, OS_INSECURE } = process.env;
  return {
    ...take(CLOUD_KEYS),
    ...take(OVERRIDES),
    auth_type: OS_AUTH_TYPE || undefined,
    insecure: /^(true|1|yes)$/i.test(OS_INSECURE ?? ''),
    auth: take(AUTH_KEYS),
  };
}

function checkAuthType(entry: Json): void {
  const type = String(entry.auth_type ?? 'password');
  if (AUTH_TYPES.has(type)) return;
  if (/^(v3)?(token|admin_token)$|^none$/.test(type)) {
    throw misconfigured('auth-type-not-renewable', { type });
  }
  throw UNSUPPORTED.test(type)
    ? misconfigured('auth-type-unsupported', { type })
    : misconfigured('auth-type-interactive', { type });
}

/** Keys may be written with dashes; a domain may be given once for user and project. */
function normalizeAuth(entry: Json): Json {
  const withoutDashes = (from: Json): Json =>
    Object.fromEntries(
      Object.entries(from).map(([key, value]) => [
        key.replaceAll('-', '_'),
        value,
      ]),
    );
  const own = isObject(entry.auth) ? entry.auth : {};
  const auth = { ...withoutDashes(entry), ...withoutDashes(own) };
  for (const what of ['user', 'project']) {
    const isSet =
      auth[`${what}_domain_id`] ||
      auth[`${what}_domain_name`] ||
      auth[`${what}_id`];
    if (isSet) continue;
    const id = auth.domain_id ?? auth.default_domain_id;
    const name = auth.domain_name ?? auth.default_domain_name;
    if (id) auth[`${what}_domain_id`] = id;
    else if (name) auth[`${what}_domain_name`] = name;
  }
  return auth;
}

function flatten(entry: Json): Json {
  const flat: Json = {};
  const take = (from: Json, keys: Record<string, string>) => {
    for (const [key, ours] of Object.entries(keys)) {
      const value = from[key];
      if (value === undefined || value === null || value === '') continue;
      flat[ours] ??= value;
    }
  };
  take(entry, CLOUD_KEYS);
  take(normalizeAuth(entry), AUTH_KEYS);
  // The `openstack` client accepts several interfaces, and tries the first one first.
  if (Array.isArray(flat.interface)) [flat.interface] = flat.interface;
  if (!flat.region) flat.regions = regionsOf(entry);
  const isInsecure = /^true$/i.test(String(entry.insecure));
  if (entry.verify === false || isInsecure) {
    flat.allowInsecure = true;
  }
  // Files that Horizon offers contain both. The id is exact.
  for (const what of [
    'project',
    'projectDomain',
    'userDomain',
    'applicationCredential',
  ]) {
    if (flat[`${what}Id`]) delete flat[`${what}Name`];
  }
  if (flat.userId) delete flat.username;
  // Keys left over from a login with a password.
  if (flat.applicationCredentialSecret) {
    delete flat.projectName;
    delete flat.projectId;
    delete flat.password;
  }
  return flat;
}

/**
 * Reads an entry of clouds.yaml, or the variables of the `openstack` client for `envvars`.
 *
 * @throws ProviderFailure whose message starts with the key of app-config and quotes no secret
 */
export async function readCloud(
  options: ReadCloudOptions,
): Promise<FlatSettings> {
  const { cloud, path } = options;
  const resolved =
    cloud === 'envvars' ? readVariables() : await readEntry({ cloud, path });
  checkAuthType(resolved);
  if (resolved.auth?.system_scope) {
    throw misconfigured('system-scope');
  }
  const endpoints = readOverrides(resolved);
  const { clientCertFile, clientKeyFile, ...flat } = flatten(resolved);
  const checked = openstackConfigSchema.safeParse(flat);
  if (!checked.success) {
    const reasons = toConfigIssues('', checked.error.issues).map(
      toIssueMessage,
    );
    throw misconfigured('cloud-incomplete', { cloud, reasons });
  }
  return { ...checked.data, clientCertFile, clientKeyFile, endpoints };
}
