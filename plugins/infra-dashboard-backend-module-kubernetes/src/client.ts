import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  forEachSliced,
  parseJson,
  parseList,
  retryAfterMs,
  type UpstreamResponse,
  type UpstreamStream,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  LABEL,
  type KubernetesConnection,
} from './credentials/KubernetesConnection';
import { listSchema, statusSchema } from './schemas';

/** Objects of one page: parsing its JSON holds the event loop for some 10 ms. */
const PAGE_SIZE = 250;

/** A list that is longer than this is cut off, which is said. */
const MAX_PAGES = 400;

export interface ListRequest<T> {
  /** Path of the list, such as `/api/v1/pods`. */
  path: string;
  /** What is listed, in words for people: `pods`. */
  title: string;
  /** Keeps what is needed of a row; undefined for a row that makes no sense. */
  map: (row: unknown) => T | undefined;
  signal: AbortSignal;
}

export interface ListResult<T> {
  items: T[];
  /** Rows that made no sense. */
  skipped: number;
  /** True where the list was longer than we read. */
  truncated: boolean;
  /** What a watch goes on from; absent where the pages are not of one moment. */
  resourceVersion?: string;
}

function failureOf(
  response: Pick<UpstreamResponse, 'status' | 'headers'>,
  action: string,
) {
  const { status, headers } = response;
  const options = {
    upstreamStatus: status,
    retryAfterMs: retryAfterMs(headers),
  };
  switch (status) {
    case 401:
      return new ProviderFailure(
        'UNAUTHORIZED',
        `${LABEL} does not accept the credentials`,
        {
          ...options,
          hint: 'The token or certificate may be expired or revoked: create a new one',
        },
      );
    case 403:
      return new ProviderFailure(
        'FORBIDDEN',
        `The credentials may not ${action}`,
        { ...options, hint: 'Grant it to them with a ClusterRole or Role' },
      );
    case 429:
      return new ProviderFailure(
        'RATE_LIMITED',
        `${LABEL} asks for fewer requests`,
        {
          ...options,
          hint: 'Raise refreshInterval, or give these credentials a priority level of their own',
        },
      );
    default:
      // The body is left out: those of proxies and aggregated APIs hold addresses.
      return new ProviderFailure(
        'UPSTREAM_ERROR',
        `${LABEL} answered ${status} when asked to ${action}`,
        options,
      );
  }
}

/** A list of which not one row makes sense is none that the API has: it is not empty (C1). */
function checkRows<T>(result: ListResult<T>, title: string): ListResult<T> {
  if (result.items.length > 0 || result.skipped === 0) return result;
  throw notAList(title);
}

function notAList(title: string): ProviderFailure {
  return new ProviderFailure(
    'INVALID_RESPONSE',
    `${LABEL} answered with something else than a list of ${title}`,
    { hint: 'Check that the URL leads to the API server' },
  );
}

async function parsePage(text: string, title: string) {
  const page = listSchema.safeParse(
    await parseList(text, { key: 'items', label: LABEL }),
  );
  if (!page.success) throw notAList(title);
  return page.data;
}

function identityOf(row: unknown): string | undefined {
  const { metadata } = (row ?? {}) as { metadata?: Record<string, unknown> };
  return metadata?.name
    ? `${metadata.namespace ?? ''}/${metadata.name}`
    : undefined;
}

/** Maps some rows at a time: thousands of pods in one go would hold up everybody. */
function addRows<T>(
  result: ListResult<T>,
  rows: unknown[] | null | undefined,
  { map }: Pick<ListRequest<T>, 'map'>,
): Promise<void> {
  return forEachSliced(rows ?? [], row => {
    const item = map(row);
    if (item === undefined) result.skipped += 1;
    else result.items.push(item);
  });
}

/** Reads of the Kubernetes API, with its paging and its errors. */
export class KubernetesClient {
  readonly #connection: KubernetesConnection;

  constructor(connection: KubernetesConnection) {
    this.#connection = connection;
  }

  /** Another number after the credentials have changed. */
  get credentialsVersion(): number {
    return this.#connection.credentialsVersion;
  }

  /** @param action - what is asked for, in words for people: `read the version` */
  async get(
    path: string,
    action: string,
    signal: AbortSignal,
  ): Promise<unknown> {
    const response = await this.#connection.send({ path, signal });
    if (response.status !== 200) throw failureOf(response, action);
    return parseJson(response.text, LABEL);
  }

  async post(
    path: string,
    body: unknown,
    options: { action: string; signal: AbortSignal },
  ): Promise<unknown> {
    const response = await this.#connection.send({
      path,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: options.signal,
    });
    if (response.status !== 200 && response.status !== 201) {
      throw failureOf(response, options.action);
    }
    return parseJson(response.text, LABEL);
  }

  /**
   * Opens a watch. Resolves with any status but 401 and 429, which concern all requests.
   *
   * @param request - `opening` bounds the time until it is open, `signal` ends it
   */
  async watch(request: {
    path: string;
    title: string;
    resourceVersion: string;
    timeoutSeconds: number;
    opening: AbortSignal;
    signal: AbortSignal;
  }): Promise<UpstreamStream> {
    const { opening, path, resourceVersion, timeoutSeconds, title } = request;
    const opened = new AbortController();
    const giveUp = () => opened.abort();
    opening.addEventListener('abort', giveUp, { once: true });
    try {
      const stream = await this.#connection.stream(
        {
          path,
          query: {
            watch: 'true',
            allowWatchBookmarks: 'true',
            resourceVersion,
            timeoutSeconds,
          },
          signal: AbortSignal.any([opened.signal, request.signal]),
        },
        opening,
      );
      if (stream.status === 401 || stream.status === 429) {
        throw failureOf(stream, `watch ${title}`);
      }
      return stream;
    } finally {
      opening.removeEventListener('abort', giveUp);
    }
  }

  /**
   * Reads a whole list page by page. Each page is mapped before the next one is asked for,
   * so that neither memory nor event loop holds more than one page of raw objects.
   *
   * A list that takes longer than the server keeps its versions (410) is begun anew once,
   * and then finished with the token that the server offers for the rest as it is by then.
   */
  async list<T>(request: ListRequest<T>): Promise<ListResult<T>> {
    let result: ListResult<T> = { items: [], skipped: 0, truncated: false };
    let token: string | undefined;
    let expirations = 0;
    const begins = new Set<string>();
    for (let asked = 0; asked < MAX_PAGES; asked += 1) {
      const response = await this.#connection.send({
        path: request.path,
        query: { limit: PAGE_SIZE, continue: token },
        signal: request.signal,
      });
      if (response.status === 410) {
        expirations += 1;
        token = this.#afterExpiry(response, request, expirations);
        if (!token) {
          begins.clear();
          result = { items: [], skipped: 0, truncated: false };
        }
      } else if (response.status === 200) {
        const page = await parsePage(response.text, request.title);
        // Pages are in the order of names: one that begins again leads in circles.
        const begin = page.items?.length ? identityOf(page.items[0]) : 'empty';
        if (begin && begins.has(begin)) break;
        if (begin) begins.add(begin);
        await addRows(result, page.items, request);
        // Pages after an expired one are of another moment: no watch fits all of them.
        result.resourceVersion =
          expirations > 1 ? undefined : page.metadata?.resourceVersion;
        const next = page.metadata?.continue;
        if (!next) return checkRows(result, request.title);
        if (next === token) break;
        token = next;
      } else {
        throw failureOf(response, `list ${request.title}`);
      }
    }
    return { ...result, truncated: true };
  }

  /** The token to go on with; undefined to begin anew. */
  #afterExpiry(
    response: UpstreamResponse,
    request: ListRequest<unknown>,
    expirations: number,
  ): string | undefined {
    if (expirations === 1) return undefined;
    let body: unknown;
    try {
      body = JSON.parse(response.text);
    } catch {
      body = undefined;
    }
    const token = statusSchema.parse(body).metadata?.continue;
    if (!token) throw failureOf(response, `list ${request.title}`);
    return token;
  }
}
