import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import {
  findFile,
  ProviderFailure,
  readTextFile,
  type UnusableFileError,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import { parseYaml } from './parseYaml';

export interface ReadCloudOptions {
  /** Name of the entry. */
  cloud: string;
  /** Path of clouds.yaml if it is not in a usual place. */
  path?: string;
}

/** An entry of a file, or a part of it. */
export type Json = Record<string, any>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The messages start with the key of app-config that does not work, and quote no secret. */
export function misconfigured(
  ...args: Parameters<typeof message>
): ProviderFailure {
  return new ProviderFailure('MISCONFIGURED', message(...args));
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

async function isMissing(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR';
  }
}

async function readYaml(path: string): Promise<Json> {
  const file = basename(path);
  let content: string;
  try {
    content = await readTextFile(path);
  } catch (error) {
    const problem = (error as UnusableFileError).describeFile(file);
    throw misconfigured('cloud-file-unreadable', { problem });
  }
  let parsed: unknown;
  try {
    parsed = parseYaml(content) ?? {};
  } catch {
    // The message of the parser quotes the file, which contains secrets.
    throw misconfigured('cloud-file-not-yaml', { file });
  }
  if (!isObject(parsed)) throw misconfigured('cloud-file-not-object', { file });
  return parsed;
}

/** Reads the first file that exists. Later ones are ignored. */
async function readFirst(paths: string[]): Promise<Json | undefined> {
  for (const path of paths) {
    if (!(await isMissing(path))) return readYaml(path);
  }
  return undefined;
}

/** Where the `openstack` client looks for its files, in this order. */
function directoriesOf(path: string | undefined): string[] {
  if (path) return [dirname(path)];
  const config = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
  return [process.cwd(), join(config, 'openstack'), '/etc/openstack'];
}

/** A file that a variable names comes first, as in the `openstack` client. */
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

async function withProfile(entry: Json, directories: string[]): Promise<Json> {
  const { profile, cloud: _legacy, ...rest } = entry;
  const name = profile ?? entry.cloud;
  if (name === undefined) return entry;
  const vendors = await readFirst(pathsOf(directories, VENDORS));
  const found = isObject(vendors?.['public-clouds'])
    ? vendors['public-clouds'][name]
    : undefined;
  if (isObject(found)) return merge(found, rest);
  // May be a profile that openstacksdk contains, of which only auth_url is required.
  if (isObject(rest.auth) && rest.auth.auth_url) return rest;
  throw misconfigured('cloud-profile-unknown', { profile: String(name) });
}

/**
 * The entry of a cloud: clouds.yaml merged with secure.yaml and its profile of
 * clouds-public.yaml, from the places where the `openstack` client looks for them.
 *
 * @throws ProviderFailure whose message starts with the key of app-config
 */
export async function readEntry(options: ReadCloudOptions): Promise<Json> {
  const { cloud } = options;
  const path = options.path && (await findFile(options.path));
  const directories = directoriesOf(path);
  const clouds = await readFirst(path ? [path] : pathsOf(directories, CLOUDS));
  if (!clouds) {
    throw misconfigured(path ? 'cloud-file-missing' : 'cloud-file-not-found');
  }
  const secure =
    (await readFirst(
      // The secrets of a file that app-config names are in the same folder.
      pathsOf(directories, path ? { name: 'secure' } : SECURE),
    )) ?? {};
  const all = merge(clouds, secure).clouds;
  const entry = isObject(all) ? all[cloud] : undefined;
  if (!isObject(entry)) {
    const names = isObject(all) ? Object.keys(all).sort().join(', ') : '';
    throw names
      ? misconfigured('cloud-unknown', { cloud, clouds: names })
      : misconfigured('cloud-file-empty', { cloud });
  }
  return withProfile(entry, directories);
}
