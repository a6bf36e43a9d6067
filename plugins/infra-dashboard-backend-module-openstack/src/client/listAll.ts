import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import { forEachSliced } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { OpenStackRequest } from '../client';

export interface ListRequest<S extends z.ZodType> extends OpenStackRequest {
  /** Key of the rows; their links are beside it, as `servers_links` is. */
  key: string;
  schema: S;
}

/** Rows of a list; those that made no sense are only counted. */
export interface ListResult<T> {
  items: T[];
  skipped: number;
  /** Requests that it took. */
  pages: number;
  /** There are more than are read. */
  truncated: boolean;
}

/** At Nova's 1,000 a page this is more than any region has. */
const MAX_PAGES = 100;
const MAX_RESTARTS = 2;

/** What the marker names was deleted between two pages. */
class LostMarker extends Error {
  constructor(readonly failure: ProviderFailure) {
    super();
  }
}

type Body = Record<string, unknown>;

/** The address of the next page: Nova lists links by their kind, Keystone by their name. */
function nextOf(body: Body, key: string): unknown {
  const list = body[`${key}_links`];
  if (Array.isArray(list)) {
    return list.find(link => link?.rel === 'next')?.href;
  }
  return (body.links as { next?: unknown } | undefined)?.next;
}

function markerOf(body: Body, key: string): string | undefined {
  const href = nextOf(body, key);
  if (typeof href !== 'string') return undefined;
  // Only the marker: behind a proxy the link's scheme and host are the service's own.
  const query = href.split('?')[1] ?? '';
  return new URLSearchParams(query).get('marker') ?? undefined;
}

export interface ListAllOptions {
  /** What the service is called, such as `Nova`. */
  label: string;
  /** The body of one page. */
  get: (request: OpenStackRequest) => Promise<unknown>;
}

async function readPage(
  request: OpenStackRequest,
  options: ListAllOptions,
): Promise<Body> {
  try {
    return ((await options.get(request)) ?? {}) as Body;
  } catch (error) {
    if (
      request.query?.marker !== undefined &&
      error instanceof ProviderFailure &&
      error.upstreamStatus === 400
    ) {
      throw new LostMarker(error);
    }
    throw error;
  }
}

function notAList(
  { action }: OpenStackRequest,
  { label }: ListAllOptions,
): ProviderFailure {
  return new ProviderFailure(
    'INVALID_RESPONSE',
    `${label} answered without a list when asked to ${action}`,
  );
}

async function parseRows<S extends z.ZodType>(rows: unknown[], schema: S) {
  const items: Array<z.output<S>> = [];
  await forEachSliced(rows, row => {
    const parsed = schema.safeParse(row);
    if (parsed.success) items.push(parsed.data);
  });
  return { items, skipped: rows.length - items.length };
}

async function readPages<S extends z.ZodType>(
  request: ListRequest<S>,
  options: ListAllOptions,
): Promise<ListResult<z.output<S>>> {
  const { key, schema, query } = request;
  const items = new Map<string, z.output<S>>();
  const seen = new Set<string>();
  let skipped = 0;
  let pages = 0;
  let marker: string | undefined;
  while (pages < MAX_PAGES) {
    const known = items.size + skipped;
    pages += 1;
    const body = await readPage(
      { ...request, query: { ...query, marker } },
      options,
    );
    const rows = body[key];
    if (!Array.isArray(rows)) {
      throw notAList(request, options);
    }
    const page = await parseRows(rows, schema);
    skipped += page.skipped;
    for (const row of page.items) {
      const { id, uuid } = row as { id?: string; uuid?: string };
      items.set(id ?? uuid ?? `row ${items.size}`, row);
    }
    marker = markerOf(body, key);
    // The page after a full last one is empty.
    if (!marker || rows.length === 0) {
      // Keystone's way to say that there is more, without a way to it.
      const truncated = body.truncated === true;
      return { items: [...items.values()], skipped, pages, truncated };
    }
    // A marker that repeats leads in circles, and so does a page with nothing new on it.
    if (seen.has(marker) || items.size + skipped === known) break;
    seen.add(marker);
  }
  return { items: [...items.values()], skipped, pages, truncated: true };
}

/**
 * All rows of a list over all of its pages; a row that shows up on two of them, since
 * others were deleted meanwhile, is there once.
 */
export async function listAll<S extends z.ZodType>(
  request: ListRequest<S>,
  options: ListAllOptions,
): Promise<ListResult<z.output<S>>> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      const result = await readPages(request, options);
      // Not one row that makes sense is not an empty list (C1).
      if (result.items.length === 0 && result.skipped > 0) {
        throw notAList(request, options);
      }
      return result;
    } catch (error) {
      if (!(error instanceof LostMarker)) throw error;
      if (restarts >= MAX_RESTARTS) throw error.failure;
    }
  }
}
