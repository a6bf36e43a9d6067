import { dirname } from 'node:path';
import { z } from 'zod';
import { misconfigured } from '../failures';
import { message } from '../messages';
import { parseYaml } from './parseYaml';

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);
const flag = z.boolean().nullish();

const clusterSchema = z.object({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': text,
  'proxy-url': text,
  extensions: z
    .array(z.object({ name: z.string(), extension: z.unknown() }))
    .nullish(),
});

const userSchema = z.object({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  as: text,
  'as-uid': text,
  'as-groups': z.array(z.string()).nullish(),
  'as-user-extra': z.record(z.string(), z.array(z.string())).nullish(),
  exec: z.looseObject({}).nullish(),
  'auth-provider': z.looseObject({ name: z.string().optional() }).nullish(),
});

const contextSchema = z.object({ cluster: text, user: text });

function listOf<S extends z.ZodType>(key: string, schema: S) {
  return z
    .array(
      z
        .looseObject({ name: z.string(), [key]: z.unknown() })
        .transform(entry => ({
          name: entry.name,
          value: schema.parse(entry[key] ?? {}) as z.output<S>,
        })),
    )
    .nullish()
    .refine(
      entries =>
        new Set(entries?.map(({ name }) => name)).size ===
        (entries?.length ?? 0),
      'has a name twice',
    );
}

const fileSchema = z.object({
  'current-context': text,
  clusters: listOf('cluster', clusterSchema),
  contexts: listOf('context', contextSchema),
  users: listOf('user', userSchema),
});

export type KubeConfigCluster = z.output<typeof clusterSchema>;
export type KubeConfigUser = z.output<typeof userSchema>;

/** An entry, with the folder that its relative paths start from. */
export interface Located<T> {
  value: T;
  directory: string;
}

/** A context with what it refers to; without a user, requests are anonymous. */
export interface KubeConfigContext {
  cluster: Located<KubeConfigCluster>;
  user?: Located<KubeConfigUser>;
}

/** The content of one file. */
export interface KubeConfigText {
  path: string;
  text: string;
}

function parseFile({ path, text: content }: KubeConfigText) {
  try {
    const { data } = fileSchema.safeParse(parseYaml(content) ?? {});
    if (data) return { ...data, directory: dirname(path) };
  } catch {
    // The parser's message quotes the text around the error, which may be a secret.
  }
  throw misconfigured(message('not-a-kubeconfig'));
}

/**
 * Selects a context as kubectl does: of several files the first that has a name counts, and
 * entries that the context does not refer to may be incomplete.
 *
 * @throws ProviderFailure that quotes nothing of the files
 */
export function selectContext(
  texts: readonly KubeConfigText[],
  context?: string,
): KubeConfigContext {
  const files = texts.map(parseFile);
  const find = <K extends 'clusters' | 'contexts' | 'users'>(
    kind: K,
    name: string | undefined,
  ) => {
    type Entry = NonNullable<(typeof files)[number][K]>[number];
    for (const file of files) {
      const entries = (file[kind] ?? []) as Entry[];
      const entry = entries.find(one => one.name === name);
      if (entry) {
        return {
          value: entry.value as Entry['value'],
          directory: file.directory,
        };
      }
    }
    return undefined;
  };
  const current = files
    .map(file => file['current-context'])
    .find(name => name !== undefined);
  const selected = find('contexts', context ?? current);
  if (!selected) {
    throw misconfigured(
      message(context ? 'unknown-context' : 'no-current-context'),
      message('list-contexts'),
    );
  }
  const cluster = find('clusters', selected.value.cluster);
  if (!cluster) throw misconfigured(message('unknown-cluster'));
  const name = selected.value.user;
  const user = name === undefined ? undefined : find('users', name);
  if (name !== undefined && !user) throw misconfigured(message('unknown-user'));
  return { cluster, ...(user && { user }) };
}
