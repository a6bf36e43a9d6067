import { z } from 'zod';
import {
  coreSchemaText,
  flag,
  readPem,
  strictObject,
  schemaText,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from './messages';
import {
  endpointSchema,
  fingerprintSchema,
  secretSchema,
  urlSchema,
} from './config/fields';

/** The address of one cluster member. */
export interface ProxmoxEndpoint {
  /** Without a trailing slash or `/api2/json`. */
  url: string;
  /** SHA-256 of its certificate; each member has its own. */
  fingerprint?: string;
}

/** Credentials: an API token, or a user with a password who gets a ticket. */
export type ProxmoxCredentials =
  | { kind: 'token'; tokenId: string; tokenSecret: string }
  | { kind: 'password'; username: string; password: string };

/** A checked entry of type `proxmox`. */
export interface ProxmoxConfig {
  /** In the order in which they are tried. */
  endpoints: ProxmoxEndpoint[];
  credentials: ProxmoxCredentials;
  allowInsecure: boolean;
  /** PEM of the authorities to trust. */
  ca?: string;
  /** File with that PEM, read when a connection is opened. */
  caFile?: string;
  /** Whether to read the IP addresses of guests, each by a request of its own. */
  guestAddresses: boolean;
}

const PEM_MESSAGE = coreSchemaText('must-be-pem');

const entrySchema = strictObject({
  url: urlSchema.optional(),
  urls: z
    .array(endpointSchema, schemaText(message('must-be-url-list')))
    .min(1, schemaText(message('must-hold-url')))
    .optional(),
  tokenId: z
    .string(
      coreSchemaText('must-be-text-such-as', { example: 'user@realm!name' }),
    )
    // The name of a user may hold an @, as that of an e-mail address.
    .regex(
      /^[^\s:/]+@[^@!\s:/]+![^@!=\s:/]+$/,
      schemaText(message('must-look-like-token')),
    )
    .optional(),
  tokenSecret: secretSchema
    .regex(/^[\x21-\x7e]*$/, coreSchemaText('must-not-contain-spaces'))
    .optional(),
  username: z
    .string(coreSchemaText('must-be-text-such-as', { example: 'user@realm' }))
    .regex(/^[^\s:/]+@[^@!\s:/]+$/, schemaText(message('must-look-like-user')))
    .optional(),
  password: secretSchema.optional(),
  allowInsecure: flag.transform(value => value ?? false),
  guestAddresses: flag.transform(value => value ?? false),
  fingerprint: fingerprintSchema.optional(),
  caData: z
    .string(PEM_MESSAGE)
    .refine(text => readPem(text) !== undefined, PEM_MESSAGE)
    .optional(),
  caFile: z
    .string(schemaText(message('must-be-file')))
    .min(1, coreSchemaText('must-not-be-empty'))
    .optional(),
});

type Entry = z.output<typeof entrySchema>;
type Report = (key: keyof Entry, message: string) => void;

function readEndpoints(entry: Entry, report: Report): ProxmoxEndpoint[] {
  if (!entry.url && !entry.urls) {
    report('url', schemaText(message('url-missing')));
  }
  const { url, urls = [], fingerprint } = entry;
  const endpoints = new Map<string, ProxmoxEndpoint>();
  for (const endpoint of [...(url ? [{ url }] : []), ...urls]) {
    const known = endpoints.get(endpoint.url);
    endpoints.set(endpoint.url, {
      ...(fingerprint && { fingerprint }),
      ...known,
      ...endpoint,
    });
  }
  return [...endpoints.values()];
}

function readCredentials(
  entry: Entry,
  report: Report,
): ProxmoxCredentials | undefined {
  const { tokenId, tokenSecret, username, password } = entry;
  if (username !== undefined || password !== undefined) {
    for (const key of ['tokenId', 'tokenSecret'] as const) {
      if (entry[key] !== undefined) {
        report(
          key,
          coreSchemaText('cannot-be-combined', {
            other: 'username/password',
          }),
        );
      }
    }
    if (!username)
      report(
        'username',
        coreSchemaText('is-required-with', { other: 'password' }),
      );
    if (!password) {
      report('password', schemaText(message('password-missing')));
    }
    return username && password
      ? { kind: 'password', username, password }
      : undefined;
  }
  if (!tokenId) {
    report('tokenId', schemaText(message('token-missing')));
  }
  if (!tokenSecret) {
    report('tokenSecret', schemaText(message('token-secret-missing')));
  }
  return tokenId && tokenSecret
    ? { kind: 'token', tokenId, tokenSecret }
    : undefined;
}

/** One entry of `infraDashboard.providers` of type `proxmox`; every issue names its key. */
export const proxmoxConfigSchema = entrySchema.transform(
  (entry, context): ProxmoxConfig => {
    const report: Report = (key, text) =>
      context.addIssue({ code: 'custom', path: [key], message: text });
    const endpoints = readEndpoints(entry, report);
    const credentials = readCredentials(entry, report);
    const { allowInsecure, caData, caFile, guestAddresses } = entry;
    if (caData && caFile) {
      report(
        'caFile',
        coreSchemaText('cannot-be-combined', { other: 'caData' }),
      );
    }
    if (!credentials || endpoints.length === 0) return z.NEVER;
    const ca = caData && readPem(caData);
    return {
      endpoints,
      credentials,
      allowInsecure,
      guestAddresses,
      ...(ca && { ca }),
      ...(caFile && { caFile }),
    };
  },
);
