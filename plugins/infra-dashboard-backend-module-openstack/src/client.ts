import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import {
  parseJson,
  type PlatformContext,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { isAllowedBy } from './client/accessRules';
import { KeystoneSession, type KeystoneToken } from './client/KeystoneSession';
import { SERVICES, type ServiceName } from './client/catalog';
import {
  formatMicroversion,
  lower,
  parseMicroversion,
  type Microversion,
} from './microversion';
import { listAll, type ListRequest, type ListResult } from './client/listAll';
import { ServiceDirectory, type Target } from './client/ServiceDirectory';
import { accessRuleFailure, serviceFailure } from './serviceFailures';
import type { Credentials, OpenStackSettings } from './config/settings';

export interface OpenStackClientOptions {
  settings: OpenStackSettings;
  /** Default: that of the settings, or the only one of the catalog. */
  region?: string;
  /** Asked before every login; default: those of the settings. */
  credentials?: () => Promise<Credentials>;
  http: PlatformContext<unknown>['http'];
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

function maximumOf(text: string): Microversion | undefined {
  const found = /(?:maximum is |"max_version":\s*")(\d+\.\d+)/.exec(text);
  return parseMicroversion(found?.[1]);
}

/** Talks to the services of one region with one token. */
export class OpenStackClient {
  readonly #settings: OpenStackSettings;
  readonly #region: string | undefined;
  readonly #directory: ServiceDirectory;
  readonly #session: KeystoneSession;
  /** Services that refused a token which was new: another login would not help. */
  readonly #refusals = new WeakMap<KeystoneToken, Set<string>>();
  /** Paths that refuse tokens which their service accepts: no login changes that. */
  readonly #refusedPaths = new Set<string>();

  /** @param sibling - a client of the same Keystone, whose login and connections it shares */
  constructor(options: OpenStackClientOptions, sibling?: OpenStackClient) {
    const { settings, http, now } = options;
    this.#settings = settings;
    this.#region = options.region ?? settings.region;
    if (sibling) {
      this.#directory = sibling.#directory;
      this.#session = sibling.#session;
      return;
    }
    this.#directory = new ServiceDirectory({ settings, http });
    this.#session = new KeystoneSession({
      client: this.#directory.client(settings.identityUrl, 'Keystone'),
      credentials: options.credentials ?? (async () => settings.credentials),
      now,
    });
  }

  token(): Promise<KeystoneToken> {
    return this.#session.token();
  }

  /** To be called where a refresh begins: within one, a refused login is not tried again. */
  startOver(): void {
    this.#session.startOver();
  }

  /** How a service is reached; undefined where the catalog does not have it. */
  async target(
    service: ServiceName,
    signal: AbortSignal,
  ): Promise<Target | undefined> {
    const token = await this.token();
    return this.#directory.find(service, {
      token,
      region: this.#region,
      signal,
    });
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
  list<S extends z.ZodType>(
    request: ListRequest<S>,
  ): Promise<ListResult<z.output<S>>> {
    return listAll(request, {
      label: this.#label(request),
      get: page => this.get(page),
    });
  }

  /** Ends the login and all connections, those of its siblings included. */
  async close(): Promise<void> {
    this.#session.close();
    await this.#directory.close();
  }

  /** Sends with the token; once more with a new one or another microversion if need be. */
  async #send(request: OpenStackRequest): Promise<UpstreamResponse> {
    const { service, action, signal, atMost } = request;
    const label = this.#label(request);
    // Without ids, of which there are many: `/servers/<id>` is refused as `/servers` is.
    const place = `${service} ${request.path.split('/')[1]}`;
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
        if (
          isFresh ||
          refusedBy.has(service) ||
          this.#refusedPaths.has(place)
        ) {
          this.#refusals.set(token, refusedBy.add(service));
          this.#refusedPaths.add(place);
          return response;
        }
        this.#session.invalidate(token);
        isFresh = true;
        continue;
      }
      refusedBy.delete(service);
      this.#refusedPaths.delete(place);
      if (response.status === 406 && version && !isCorrected) {
        if (service !== 'identity') {
          const max = maximumOf(response.text);
          this.#directory.correct(service, {
            token,
            region: this.#region,
            max,
          });
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
    const target = await this.#directory.find(service, {
      token,
      region: this.#region,
      signal,
    });
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
