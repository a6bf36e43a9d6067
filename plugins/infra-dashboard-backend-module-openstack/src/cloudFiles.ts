import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { findFile } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

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

/**
 * The entry of a cloud: clouds.yaml with secure.yaml over it and its profile of
 * clouds-public.yaml below it, from where the `openstack` client looks for them.
 *
 * @throws an Error whose message begins with the key of app-config and quotes no secret
 */
export function readEntry(options: ReadCloudOptions): Json {
  const { cloud } = options;
  const path = options.path && findFile(options.path);
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
  return withProfile(entry, directories);
}
