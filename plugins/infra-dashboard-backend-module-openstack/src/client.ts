import {
  parseJson,
  parseList,
  type Clock,
  type PlatformContext,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import { SERVICES, type ServiceName } from './client/catalog';
import { isAllowedBy } from './client/accessRules';
import { KeystoneSession } from './client/KeystoneSession';
import type { KeystoneToken } from './client/KeystoneToken';
import { listAll, type ListRequest } from './client/listAll';
import type { OpenStackRequest } from './client/request';
import { ServiceDirectory } from './client/ServiceDirectory';
import type { Target } from './client/Target';
import { TokenRefusals } from './client/TokenRefusals';
import type { List } from './mappers/ClusterParts';
import type { Credentials, OpenStackSettings } from './config/settings';
import { accessRuleFailure, missingService, serviceFailure } from './failures';
import {
  formatMicroversion,
  lower,
  parseMicroversion,
  type Microversion,
} from './microversion';

export interface OpenStackClientOptions {
  settings: OpenStackSettings;
  /** Default: that of the settings, or the only one in the catalog. */
  region?: string;
  /** Called before every login. Default: those of the settings. */
  credentials?: () => Promise<Credentials>;
  http: PlatformContext<unknown>['http'];
  timeouts: { connectMs: number; totalMs: number };
  clock?: Clock;
}

const IDENTITY = { label: 'Keystone', types: ['identity'] };

/** The maximum that Nova or Placement reports in a 406. */
function reportedMaximum(text: string): Microversion | undefined {
  const found = /(?:maximum is |"max_version":\s*")(\d+\.\d+)/.exec(text);
  return parseMicroversion(found?.[1]);
}

function serviceOf({ service }: Pick<OpenStackRequest, 'service'>) {
  return service === 'identity' ? IDENTITY : SERVICES[service];
}

/** Sends requests to the services of one region. */
export class OpenStackClient {
  readonly #settings: OpenStackSettings;
  readonly #region: string | undefined;
  readonly #directory: ServiceDirectory;
  readonly #session: KeystoneSession;
  readonly #refusals = new TokenRefusals();

  /** @param sibling - a client of the same Keystone, to share its login and connections */
  constructor(options: OpenStackClientOptions, sibling?: OpenStackClient) {
    const { settings, http, clock } = options;
    this.#settings = settings;
    this.#region = options.region ?? settings.region;
    if (sibling) {
      this.#directory = sibling.#directory;
      this.#session = sibling.#session;
      return;
    }
    this.#directory = new ServiceDirectory({ settings, http });
    this.#session = new KeystoneSession({
      client: this.#directory.client(settings.identityUrl, IDENTITY.label),
      credentials: options.credentials ?? (async () => settings.credentials),
      clock,
    });
  }

  token(): Promise<KeystoneToken> {
    return this.#session.token();
  }

  /** Called when a refresh starts: within one, a refused login is not repeated. */
  startOver(): void {
    this.#session.startOver();
  }

  /** Logs in again and finds the services again: one may have moved. */
  rediscover(): void {
    this.#session.forget();
    this.#directory.forget();
  }

  /** The same as far as Keystone responds; else with the services as they were. */
  tryRediscovery(): void {
    this.#session.expire();
    this.#directory.forget();
  }

  /** One request to Keystone, without credentials. */
  async probe(signal: AbortSignal): Promise<void> {
    const client = this.#directory.client(
      this.#settings.identityUrl,
      IDENTITY.label,
    );
    const response = await client.send({ path: '', signal });
    if (response.status >= 500) {
      const action = 'read the version of Keystone';
      throw serviceFailure(response, { label: IDENTITY.label, action });
    }
  }

  /** One request to a service, without credentials; rejects where it does not respond. */
  async reach(service: ServiceName, signal: AbortSignal): Promise<void> {
    const { label } = SERVICES[service];
    const target = await this.target(service, signal);
    if (!target) throw missingService(SERVICES[service]);
    const { client, prefix } = target;
    const response = await client.send({ path: `${prefix}/`, signal });
    if (response.status >= 500) {
      throw serviceFailure(response, { label, action: 'read the version' });
    }
  }

  /** How to reach a service; undefined if the catalog does not have it. */
  async target(
    service: ServiceName,
    signal: AbortSignal,
  ): Promise<Target | undefined> {
    const { catalog } = await this.token();
    const region = this.#region;
    return this.#directory.find(service, { catalog, region, signal });
  }

  /** The body of a response with status 200. */
  async get(request: OpenStackRequest): Promise<unknown> {
    const { label } = serviceOf(request);
    const response = await this.#send(request);
    if (response.status !== 200) {
      throw serviceFailure(response, { label, action: request.action });
    }
    const { key } = request;
    return key === undefined
      ? parseJson(response.text, label)
      : parseList(response.text, { key, label });
  }

  /** All rows of a list, from all of its pages. */
  list<S extends z.ZodType>(
    request: ListRequest<S>,
  ): Promise<List<z.output<S>>> {
    return listAll(request, {
      label: serviceOf(request).label,
      get: page => this.get(page),
    });
  }

  /** Ends the login and all connections, also those of siblings. */
  async close(): Promise<void> {
    this.#session.close();
    await this.#directory.close();
  }

  /** Sends with the token; repeats once with a new token or another microversion. */
  async #send(request: OpenStackRequest): Promise<UpstreamResponse> {
    const { service } = request;
    let isRenewed = false;
    let isCorrected = false;
    for (;;) {
      const token = await this.token();
      const target = await this.#targetOf(request, token);
      const version = this.#versionOf(request, target);
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
        signal: request.signal,
      });
      if (response.status === 401) {
        this.#checkAccessRules(request, target, token);
        if (isRenewed || this.#refusals.has(token, request)) {
          this.#refusals.add(token, request);
          return response;
        }
        this.#session.invalidate(token);
        isRenewed = true;
        continue;
      }
      this.#refusals.delete(token, request);
      if (response.status !== 406 || !version || isCorrected) return response;
      if (service !== 'identity') {
        this.#directory.correct(service, {
          catalog: token.catalog,
          region: this.#region,
          target,
          max: reportedMaximum(response.text),
        });
      }
      isCorrected = true;
    }
  }

  async #targetOf(
    request: OpenStackRequest,
    { catalog }: KeystoneToken,
  ): Promise<Target> {
    const { service, signal } = request;
    if (service === 'identity') {
      const { identityUrl } = this.#settings;
      const client = this.#directory.client(identityUrl, IDENTITY.label);
      const { pathname, protocol } = new URL(identityUrl);
      const isPlain = protocol === 'http:';
      return { client, prefix: '', basePath: pathname, isPlain };
    }
    const region = this.#region;
    const target = await this.#directory.find(service, {
      catalog,
      region,
      signal,
    });
    if (!target) throw missingService(SERVICES[service]);
    return target;
  }

  #versionOf(
    { maxVersion }: OpenStackRequest,
    { used }: Target,
  ): Microversion | undefined {
    const max = parseMicroversion(maxVersion);
    return used && max ? lower(used, max) : used;
  }

  /** @throws if the access rules are the reason of a 401, so that a login would not help */
  #checkAccessRules(
    request: OpenStackRequest,
    target: Target,
    { accessRules }: KeystoneToken,
  ): void {
    if (!accessRules) return;
    const isAllowed = isAllowedBy(accessRules, {
      serviceTypes: serviceOf(request).types,
      path: `${target.basePath}${request.path}`,
    });
    if (!isAllowed) throw accessRuleFailure(request.action);
  }
}
