import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** One member of a cluster that may be asked. */
export interface ProxmoxEndpoint {
  /** Without a trailing slash or `/api2/json`. */
  url: string;
  fingerprint?: string;
}

const urlSchema = z
  .string('must be a URL such as https://pve1.example:8006')
  .transform((text, context) => {
    try {
      const url = new URL(text);
      if (url.protocol !== 'https:' && url.protocol !== 'http:') throw url;
      if (url.username || url.password) {
        context.addIssue(
          'must not hold credentials; use tokenId and tokenSecret',
        );
        return z.NEVER;
      }
      return `${url.origin}${url.pathname}`
        .replace(/\/+$/, '')
        .replace(/\/api2(\/json)?$/, '');
    } catch {
      context.addIssue('must be a URL such as https://pve1.example:8006');
      return z.NEVER;
    }
  });

const fingerprintSchema = z
  .string('must be a SHA-256 fingerprint')
  .regex(
    /^(sha256[:=]?)?[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i,
    'must be a SHA-256 fingerprint: 64 hexadecimal digits, with or without colons',
  );

const endpointSchema = z.union([
  urlSchema.transform((url): ProxmoxEndpoint => ({ url })),
  z.object({ url: urlSchema, fingerprint: fingerprintSchema.optional() }),
]);

const entrySchema = z
  .object({
    url: urlSchema.optional(),
    urls: z
      .array(endpointSchema, 'must be a list of URLs')
      .min(1, 'must hold at least one URL')
      .optional(),
    tokenId: z
      .string('must be a text such as user@realm!name')
      .regex(/^[^@!\s]+@[^@!\s]+![^@!\s]+$/, 'must look like user@realm!name')
      .optional(),
    tokenSecret: z
      .string('must be a text')
      .min(1, 'must not be empty')
      .optional(),
    username: z
      .string('must be a text such as user@realm')
      .regex(/^[^@\s]+@[^@!\s]+$/, 'must look like user@realm')
      .optional(),
    password: z.string('must be a text').min(1, 'must not be empty').optional(),
    allowInsecure: z.boolean('must be true or false').default(false),
    fingerprint: fingerprintSchema.optional(),
    caData: z.string('must be a text').optional(),
    caFile: z.string('must be a file name').optional(),
  })
  .loose();

/** Credentials: an API token, or a user with a password who gets a ticket. */
export type ProxmoxCredentials =
  | { kind: 'token'; tokenId: string; tokenSecret: string }
  | { kind: 'password'; username: string; password: string };

/** A checked entry of type `proxmox`. */
export interface ProxmoxConfig {
  endpoints: ProxmoxEndpoint[];
  credentials: ProxmoxCredentials;
  allowInsecure: boolean;
  ca?: string;
}

type Entry = z.output<typeof entrySchema>;
type Context = z.core.$RefinementCtx<Entry>;

function issue(context: Context, key: string, message: string): void {
  context.addIssue({ code: 'custom', path: [key], message });
}

function readEndpoints(entry: Entry, context: Context): ProxmoxEndpoint[] {
  if (!entry.url && !entry.urls) {
    issue(context, 'url', 'is missing: the address of a member of the cluster');
  }
  const single: ProxmoxEndpoint[] = entry.url ? [{ url: entry.url }] : [];
  return [...single, ...(entry.urls ?? [])].map(endpoint => ({
    fingerprint: entry.fingerprint,
    ...endpoint,
  }));
}

function readCredentials(
  entry: Entry,
  context: Context,
): ProxmoxCredentials | undefined {
  const { tokenId, tokenSecret, username, password } = entry;
  if (username !== undefined || password !== undefined) {
    if (tokenId !== undefined || tokenSecret !== undefined) {
      issue(
        context,
        'username',
        'cannot be combined with tokenId and tokenSecret',
      );
    }
    if (!username) issue(context, 'username', 'is missing beside password');
    if (!password) issue(context, 'password', 'is missing beside username');
    return username && password
      ? { kind: 'password', username, password }
      : undefined;
  }
  if (!tokenId) issue(context, 'tokenId', 'is missing: user@realm!name');
  if (!tokenSecret) {
    issue(context, 'tokenSecret', 'is missing: the secret of the API token');
  }
  return tokenId && tokenSecret
    ? { kind: 'token', tokenId, tokenSecret }
    : undefined;
}

function readCa(entry: Entry, context: Context): string | undefined {
  if (entry.caData) {
    return entry.caData.includes('-----BEGIN')
      ? entry.caData
      : Buffer.from(entry.caData, 'base64').toString('utf8');
  }
  if (!entry.caFile) return undefined;
  if (!existsSync(entry.caFile)) {
    issue(context, 'caFile', 'cannot be read');
    return undefined;
  }
  return readFileSync(entry.caFile, 'utf8');
}

/** Keys of an entry of type `proxmox`. */
export const proxmoxConfigSchema = entrySchema.transform(
  (entry, context): ProxmoxConfig => {
    const endpoints = readEndpoints(entry, context);
    const credentials = readCredentials(entry, context);
    const ca = readCa(entry, context);
    if (!credentials || endpoints.length === 0) return z.NEVER;
    return {
      endpoints,
      credentials,
      allowInsecure: entry.allowInsecure,
      ...(ca && { ca }),
    };
  },
);
