import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import { parseJson, type UpstreamResponse } from '../../http';
import { isAllowedBy } from './accessRules';
import { KeystoneSession, type KeystoneToken } from './auth';
import { SERVICES, type ServiceName } from './catalog';
import {
  formatMicroversion,
  lower,
  parseMicroversion,
  type Microversion,
} from './microversion';
import { ServiceDirectory, type Target } from './ServiceDirectory';
import { accessRuleFailure, serviceFailure } from './serviceFailures';
import type { Credentials, OpenStackSettings } from './settings';

export interface OpenStackClientOptions {
  settings: OpenStackSettings;
  /** Asked before every login; default: those of the settings. */
  credentials?: () => Credentials;
  timeouts: { connectMs: number; totalMs: number };
  now?: () => number;
}

export interface OpenStackRequest {
  service: ServiceName | 'identity';
  /** Below the endpoint, begins with a slash, already encoded. */
  path: string;
  query?: Record<string, string | number | undefined>;
  /** What it is for, as in `list servers`. */
  action: string;
  /** A microversion that is not to be passed, such as `2.87`. */
  atMost?: string;
  signal: AbortSignal;
}

export interface ListRequest<S extends z.ZodType> extends OpenStackRequest {
  /** Key of the rows; their links are beside it, as `servers_links` is. */
  key: string;
  schema: S;
}

/** Rows of a list; those that made no sense are only counted. */
export interface ListResult<T> {
  items: T[];
  skipped: number;
  /** There are more than are read. */
  truncated: boolean;
}

/** At Nova's 1,000 a page this is more than any region has. */
const MAX_PAGES = 200;
const MAX_RESTARTS = 2;

/** What the marker names was deleted between two pages. */
class LostMarker extends Error {
  constructor(readonly failure: ProviderFailure) {
    super();
  }
}

function markerOf(links: unknown): string | undefined {
  if (!Array.isArray(links)) return undefined;
  const href = links.find(link => link?.rel === 'next')?.href;
  if (typeof href !== 'string') return undefined;
  // Only the marker: behind a proxy the link's scheme and host are the service's own.
  const query = href.split('?')[1] ?? '';
  return new URLSearchParams(query).get('marker') ?? undefined;
}

function maximumOf(text: string): Microversion | undefined {
  return parseMicroversion(/maximum is (\d+\.\d+)/.exec(text)?.[1]);
}

/** Talks to the services of one region with one token. */
export class OpenStackClient {
  readonly #settings: OpenStackSettings;
  readonly #directory: ServiceDirectory;
  readonly #session: KeystoneSession;
  /** Services that refused a token which was new: another login would not help. */
  readonly #refusals = new WeakMap<KeystoneToken, Set<string>>();

  constructor(options: OpenStackClientOptions) {
    const { settings, timeouts, now } = options;
    this.#settings = settings;
    this.#directory = new ServiceDirectory({ settings, timeouts });
    this.#session = new KeystoneSession({
      client: this.#directory.client(settings.identityUrl, 'Keystone'),
      credentials: options.credentials ?? (() => settings.credentials),
      now,
    });
  }

  token(): Promise<KeystoneToken> {
    return this.#session.token();
  }

  /** How a service is reached; undefined where the catalog does not have it. */
  async target(
    service: ServiceName,
    signal: AbortSignal,
  ): Promise<Target | undefined> {
    return this.#directory.find(service, { token: await this.token(), signal });
  }

  /** The body of an answer with status 200. */
  async get(request: OpenStackRequest): Promise<unknown> {
    const label = this.#label(request);
    const response = await this.#send(request);
    if (response.status !== 200) {
      throw serviceFailure(response, { label, action: request.action });
    }
    return parseJson(response.text, label);
  }

  /** All rows of a list, following its pages. */
  async list<S extends z.ZodType>(
    request: ListRequest<S>,
  ): Promise<ListResult<z.output<S>>> {
    for (let restarts = 0; ; restarts += 1) {
      try {
        return await this.#pages(request);
      } catch (error) {
        if (!(error instanceof LostMarker)) throw error;
        if (restarts >= MAX_RESTARTS) throw error.failure;
      }
    }
  }

  async close(): Promise<void> {
    this.#session.close();
    await this.#directory.close();
  }

  async #pages<S extends z.ZodType>(
    request: ListRequest<S>,
  ): Promise<ListResult<z.output<S>>> {
    const { key, schema, query } = request;
    const items = new Map<string, z.output<S>>();
    const seen = new Set<string>();
    let skipped = 0;
    let marker: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const body = await this.#page({
        ...request,
        query: { ...query, marker },
      });
      const rows = body[key];
      if (!Array.isArray(rows)) {
        throw new ProviderFailure(
          'INVALID_RESPONSE',
          `${this.#label(request)} answered without a list when asked to ${
            request.action
          }`,
        );
      }
      for (const row of rows) {
        const parsed = schema.safeParse(row);
        if (!parsed.success) {
          skipped += 1;
          continue;
        }
        const { id, uuid } = parsed.data as { id?: string; uuid?: string };
        items.set(id ?? uuid ?? `row ${items.size}`, parsed.data);
      }
      marker = markerOf(body[`${key}_links`]);
      // The page after a full last one is empty; a marker that repeats leads in circles.
      if (!marker || rows.length === 0) {
        return { items: [...items.values()], skipped, truncated: false };
      }
      if (seen.has(marker)) break;
      seen.add(marker);
    }
    return { items: [...items.values()], skipped, truncated: true };
  }

  async #page(request: OpenStackRequest): Promise<Record<string, unknown>> {
    try {
      const body = await this.get(request);
      return (body ?? {}) as Record<string, unknown>;
    } catch (error) {
      if (
        request.query?.marker === undefined ||
        !(error instanceof ProviderFailure) ||
        error.upstreamStatus !== 400
      ) {
        throw error;
      }
      throw new LostMarker(error);
    }
  }

  /** Sends with the token; once more with a new one or another microversion if need be. */
  async #send(request: OpenStackRequest): Promise<UpstreamResponse> {
    const { service, action, signal, atMost } = request;
    const label = this.#label(request);
    let isFresh = false;
    let isCorrected = false;
    for (;;) {
      const token = await this.token();
      const target = await this.#reach(request, token);
      const cap = parseMicroversion(atMost);
      const version =
        target.used && cap ? lower(target.used, cap) : target.used;
      const response = await target.client.send({
        path: `${target.prefix}${request.path}`,
        query: request.query,
        headers: {
          'X-Auth-Token': token.id,
          ...(version && {
            'OpenStack-API-Version': `${service} ${formatMicroversion(
              version,
            )}`,
          }),
        },
        signal,
      });
      const refusedBy = this.#refusals.get(token) ?? new Set();
      if (response.status === 401) {
        const path = `${target.basePath}${request.path}`;
        if (this.#isOutsideRules(token, service, path)) {
          throw accessRuleFailure({ label, action });
        }
        if (isFresh || refusedBy.has(service)) {
          this.#refusals.set(token, refusedBy.add(service));
          return response;
        }
        this.#session.invalidate(token);
        isFresh = true;
        continue;
      }
      refusedBy.delete(service);
      if (response.status === 406 && version && !isCorrected) {
        if (service !== 'identity') {
          const max = maximumOf(response.text);
          this.#directory.correct(service, { token, max });
        }
        isCorrected = true;
        continue;
      }
      return response;
    }
  }

  async #reach(
    request: OpenStackRequest,
    token: KeystoneToken,
  ): Promise<Target> {
    const { service, signal } = request;
    if (service === 'identity') {
      const { identityUrl } = this.#settings;
      const client = this.#directory.client(identityUrl, 'Keystone');
      const { pathname, protocol } = new URL(identityUrl);
      const isPlain = protocol === 'http:';
      return { client, prefix: '', basePath: pathname, isPlain };
    }
    const target = await this.#directory.find(service, { token, signal });
    if (target) return target;
    throw new ProviderFailure(
      'MISCONFIGURED',
      `The catalog of Keystone has no ${SERVICES[service].label}`,
      {
        hint: `Register it with: openstack endpoint create ${service}`,
        upstreamStatus: 404,
      },
    );
  }

  #isOutsideRules(token: KeystoneToken, service: string, path: string) {
    if (!token.accessRules) return false;
    const serviceTypes =
      service === 'identity'
        ? ['identity']
        : SERVICES[service as ServiceName].types;
    return !isAllowedBy(token.accessRules, { serviceTypes, path });
  }

  #label({ service }: Pick<OpenStackRequest, 'service'>): string {
    return service === 'identity' ? 'Keystone' : SERVICES[service].label;
  }
}
