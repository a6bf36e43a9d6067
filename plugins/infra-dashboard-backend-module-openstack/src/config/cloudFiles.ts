import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  findFile,
  readTextFile,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

export interface ReadCloudOptions {
  /** Name of the entry. */
  cloud: string;
  /** Path of clouds.yaml where it is not in a usual place. */
  path?: string;
}

/** An entry, or a part of it, as it stands in a file. */
export type Json = Record<string, any>;

const fileSchema = z.record(z.string(), z.unknown());

export function isObject(value: unknown): value is Json {
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

/** @param message - begins with the key of app-config that does not work; quotes no secret */
export function misconfigured(message: string): ProviderFailure {
  return new ProviderFailure('MISCONFIGURED', message);
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
  const name = basename(path);
  let content: string;
  try {
    content = await readTextFile(path);
  } catch (error) {
    throw misconfigured(`cloud: ${name} ${(error as Error).message}`);
  }
  let parsed: unknown;
  try {
    parsed = parse(content);
  } catch {
    // The parser's message quotes the file, which holds secrets.
    throw misconfigured(`cloud: ${name} is not valid YAML`);
  }
  const checked = fileSchema.safeParse(parsed ?? {});
  if (checked.success) return checked.data;
  throw misconfigured(`cloud: ${name} does not hold an object`);
}

/** The first of the files that is there; a later one does not add to it. */
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

async function withProfile(entry: Json, directories: string[]): Promise<Json> {
  const { profile, cloud: _legacy, ...rest } = entry;
  const name = profile ?? entry.cloud;
  if (name === undefined) return entry;
  const vendors = await readFirst(pathsOf(directories, VENDORS));
  const found = isObject(vendors?.['public-clouds'])
    ? vendors['public-clouds'][name]
    : undefined;
  if (isObject(found)) return merge(found, rest);
  // A profile of openstacksdk's own list; it may add nothing that we need.
  if (isObject(rest.auth) && rest.auth.auth_url) return rest;
  throw misconfigured(
    `cloud: the profile '${name}' is not in clouds-public.yaml; set auth_url in the entry instead`,
  );
}

/**
 * The entry of a cloud: clouds.yaml with secure.yaml over it and its profile of
 * clouds-public.yaml below it, from where the `openstack` client looks for them.
 *
 * @throws ProviderFailure whose message begins with the key of app-config and quotes no secret
 */
export async function readEntry(options: ReadCloudOptions): Promise<Json> {
  const { cloud } = options;
  const path = options.path && (await findFile(options.path));
  const directories = directoriesOf(path);
  const clouds = await readFirst(path ? [path] : pathsOf(directories, CLOUDS));
  if (!clouds) {
    throw misconfigured(
      path
        ? 'cloudsYamlPath: there is no such file'
        : 'cloud: there is no clouds.yaml in OS_CLIENT_CONFIG_FILE, the working directory, ~/.config/openstack or /etc/openstack',
    );
  }
  const secure =
    (await readFirst(
      // A file that is named has its secrets beside it.
      pathsOf(directories, path ? { name: 'secure' } : SECURE),
    )) ?? {};
  const all = merge(clouds, secure).clouds;
  const entry = isObject(all) ? all[cloud] : undefined;
  if (!isObject(entry)) {
    const known = isObject(all) ? Object.keys(all).sort().join(', ') : '';
    throw misconfigured(
      `cloud: clouds.yaml has no '${cloud}'; it has ${known || 'none'}`,
    );
  }
  return withProfile(entry, directories);
}
