import {
  forEachSliced,
  limitRows,
  ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { z } from 'zod';
import type { List } from '../mappers/ClusterParts';
import { notAList } from '../failures';
import { markerOf, type Page } from './markerOf';
import type { OpenStackRequest } from './request';

export interface ListRequest<S extends z.ZodType> extends OpenStackRequest {
  /** Key of the rows in the response. */
  key: string;
  schema: S;
}

/** With the 1,000 rows per page of Nova's default, more than any region has. */
const MAX_PAGES = 100;
const MAX_RESTARTS = 2;

/** The row that the marker names was deleted between two pages. */
class LostMarker extends Error {
  constructor(readonly failure: ProviderFailure) {
    super();
  }
}

export interface ListAllOptions {
  /** Name of the service, such as `Nova`. */
  label: string;
  /** Requests one page and resolves with its body. */
  get: (request: OpenStackRequest) => Promise<unknown>;
}

async function readPage(
  request: OpenStackRequest,
  { get }: ListAllOptions,
): Promise<Page> {
  try {
    return ((await get(request)) ?? {}) as Page;
  } catch (error) {
    const isLost =
      request.query?.marker !== undefined &&
      error instanceof ProviderFailure &&
      error.upstreamStatus === 400;
    throw isLost ? new LostMarker(error) : error;
  }
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
): Promise<List<z.output<S>>> {
  const { action, key, query, schema } = request;
  const items = new Map<string, z.output<S>>();
  const seen = new Set<string>();
  let skipped = 0;
  let pages = 0;
  let marker: string | undefined;
  while (pages < MAX_PAGES) {
    const known = items.size + skipped;
    pages += 1;
    const page = await readPage(
      { ...request, query: { ...query, marker } },
      options,
    );
    const rows = page[key];
    if (!Array.isArray(rows)) {
      throw notAList({ label: options.label, action });
    }
    const parsed = await parseRows(limitRows(rows, options.label), schema);
    skipped += parsed.skipped;
    for (const row of parsed.items) {
      const { id, uuid } = row as { id?: string; uuid?: string };
      items.set(id ?? uuid ?? `row ${items.size}`, row);
    }
    marker = markerOf(page, key);
    // The page after a full last one is empty.
    if (!marker || rows.length === 0) {
      // Keystone sets it when there are more rows, and has no link to them.
      const truncated = page.truncated === true;
      return { items: [...items.values()], skipped, pages, truncated };
    }
    // A repeated marker, or a page without a new row, would never end.
    if (seen.has(marker) || items.size + skipped === known) break;
    seen.add(marker);
  }
  return { items: [...items.values()], skipped, pages, truncated: true };
}

/**
 * Reads all pages of a list. A row that is on two pages, since others were deleted in
 * between, is returned once.
 */
export async function listAll<S extends z.ZodType>(
  request: ListRequest<S>,
  options: ListAllOptions,
): Promise<List<z.output<S>>> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      const list = await readPages(request, options);
      // A list of invalid rows only is not an empty list.
      if (list.items.length === 0 && list.skipped > 0) {
        throw notAList({ label: options.label, action: request.action });
      }
      return list;
    } catch (error) {
      if (!(error instanceof LostMarker)) throw error;
      if (restarts >= MAX_RESTARTS) throw error.failure;
    }
  }
}
