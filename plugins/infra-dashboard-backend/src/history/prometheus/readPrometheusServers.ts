import type { JsonObject } from '@backstage/types';
import {
  coreSchemaText,
  duration,
  readList,
  strictObject,
  trimSlashes,
  type PromqlQueries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import type { ConfigReport } from '../../config';
import { parsePromql, type PromqlTemplate } from './promqlTemplate';

/** Queries by what they return. */
export type PromqlTemplates = {
  [K in keyof PromqlQueries]?: PromqlTemplate;
};

/** What is measured: each has queries of its own. */
export type PromqlSubject = 'cluster' | 'node' | 'workload';

/** A checked entry of `infraDashboard.history.prometheus`. */
export interface PrometheusConfig {
  /** Without the path of the API. */
  url: string;
  /** Names of clusters that it has metrics of; absent: all. */
  clusters?: readonly string[];
  /** Names of providers that it has metrics of; absent: all. */
  providers?: readonly string[];
  /** Label that holds the name of the cluster; absent: the metrics are of one cluster. */
  clusterLabel?: string;
  headers: Record<string, string>;
  caFile?: string;
  timeoutMs: number;
  /** Queries that replace those of the platform. */
  queries: { [K in PromqlSubject]?: PromqlTemplates };
  /** The entry as it is configured, for the redaction. */
  settings: JsonObject;
}

const TIMEOUT_MS = 10_000;

const URL_MESSAGE = coreSchemaText('must-be-url-such-as', {
  example: 'https://prometheus.example:9090',
});

const urlSchema = z.string(URL_MESSAGE).transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) {
    context.addIssue(URL_MESSAGE);
    return z.NEVER;
  }
  if (url.username || url.password) {
    context.addIssue(
      coreSchemaText('must-not-contain-credentials', {
        keys: 'username/password',
      }),
    );
    return z.NEVER;
  }
  return trimSlashes(`${url.origin}${url.pathname}`).replace(/\/api\/v1$/, '');
});

const names = z
  .array(z.string('must be a name'), 'must be a list of names')
  .min(1, 'must hold at least one name')
  .optional();

const secret = z
  .string(coreSchemaText('must-be-text'))
  .min(1, coreSchemaText('must-not-be-empty-variable'))
  .regex(/^[^\r\n]*$/, 'must be one line')
  .optional();

const querySchema = z
  .string('must be a PromQL query')
  .max(4_000, 'must not be longer than 4000 characters')
  .transform((text, context): PromqlTemplate => {
    try {
      return parsePromql(text);
    } catch (error) {
      context.addIssue((error as Error).message);
      return z.NEVER;
    }
  })
  .optional();

const queriesSchema = strictObject({
  cpu: querySchema,
  cpuTotal: querySchema,
  memory: querySchema,
  memoryTotal: querySchema,
}).optional();

const headersSchema = z
  .record(
    z.string(),
    z.string(coreSchemaText('must-be-text')),
    'must be an object of texts by name',
  )
  .refine(headers => {
    try {
      return new Headers(headers);
    } catch {
      return false;
    }
  }, 'must be names and values that HTTP allows')
  .optional();

const entrySchema = strictObject({
  url: urlSchema,
  clusters: names,
  providers: names,
  clusterLabel: z
    .string('must be the name of a label')
    .regex(/^[a-zA-Z_]\w*$/, 'must be the name of a label')
    .optional(),
  token: secret,
  username: secret,
  password: secret,
  headers: headersSchema,
  caFile: z
    .string('must be the name of a file')
    .min(1, coreSchemaText('must-not-be-empty'))
    .optional(),
  timeout: duration(100, 60_000),
  queries: strictObject({
    cluster: queriesSchema,
    node: queriesSchema,
    workload: queriesSchema,
  }).optional(),
});

type Entry = z.output<typeof entrySchema>;

function* conflictsOf(entry: Entry): Generator<[keyof Entry, string]> {
  const { headers = {}, password, token, username } = entry;
  const isBasic = username !== undefined || password !== undefined;
  if (token !== undefined && isBasic) {
    yield [
      'token',
      coreSchemaText('cannot-be-combined', { other: 'username/password' }),
    ];
  }
  if (isBasic && username === undefined) {
    yield [
      'username',
      coreSchemaText('is-required-with', { other: 'password' }),
    ];
  }
  if (isBasic && password === undefined) {
    yield [
      'password',
      coreSchemaText('is-required-with', { other: 'username' }),
    ];
  }
  const hasHeader = Object.keys(headers).some(key =>
    /^authorization$/i.test(key),
  );
  if (hasHeader && (token !== undefined || isBasic)) {
    yield ['headers', 'must not hold Authorization next to other credentials'];
  }
}

function authorizationOf({
  password,
  token,
  username,
}: Entry): Record<string, string> {
  if (token !== undefined) return { Authorization: `Bearer ${token}` };
  if (username === undefined) return {};
  const login = Buffer.from(`${username}:${password}`).toString('base64');
  return { Authorization: `Basic ${login}` };
}

const configSchema = entrySchema.transform(
  (entry, context): PrometheusConfig => {
    for (const [key, message] of conflictsOf(entry)) {
      context.addIssue({ code: 'custom', path: [key], message });
    }
    const { caFile, clusterLabel, clusters, headers = {}, providers } = entry;
    const { password, queries = {}, timeout, token, url } = entry;
    const secrets = [token, password, ...Object.values(headers)];
    return {
      url,
      ...(clusters && { clusters }),
      ...(providers && { providers }),
      ...(clusterLabel && { clusterLabel }),
      headers: { ...headers, ...authorizationOf(entry) },
      ...(caFile && { caFile }),
      timeoutMs: timeout ?? TIMEOUT_MS,
      queries,
      settings: {
        url,
        secrets: secrets.filter(one => one !== undefined),
      },
    };
  },
);

/** Reads `infraDashboard.history.prometheus`. An entry with a wrong key is not used. */
export function readPrometheusServers(
  report: ConfigReport,
  entries: unknown,
): PrometheusConfig[] {
  const key = 'infraDashboard.history.prometheus';
  const { issues, value } = readList(key, entries, configSchema);
  report.set(key, issues, 'This server is not used');
  return value;
}
