import {
  forEachSliced,
  limitRows,
  parseList,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient } from '../client';
import { LABEL, notAList, toFailure } from '../failures';
import type { ObjectList } from '../mappers/ObjectList';
import { listSchema, statusSchema } from '../schemas';

/** Objects of one page: parsing its JSON holds the event loop for some 10 ms. */
const PAGE_SIZE = 250;

/** A longer list is truncated, and reported as such. */
const MAX_PAGES = 400;

export interface ListRequest<T> {
  client: KubernetesClient;
  /** Path of the list, such as `/api/v1/pods`. */
  path: string;
  /** Selects rows. */
  query?: Record<string, string>;
  /** A longer list is cut, and reported as truncated. Default: 400 */
  maxPages?: number;
  /** What is listed, in words for people: `pods`. */
  title: string;
  /** Whether a list without a valid row must not make other lists fail. */
  isOptional?: boolean;
  /** Returns what is needed of a row; undefined for a row that is invalid. */
  map: (row: unknown) => T | undefined;
  signal: AbortSignal;
}

export interface ListedObjects<T> extends ObjectList<T> {
  /** Where a watch begins; absent where the pages are not of one moment. */
  resourceVersion?: string;
}

/** A list of which every row is invalid is not an empty list, but something else. */
function checkRows<T>(result: ListedObjects<T>, request: ListRequest<T>) {
  const { isOptional, title } = request;
  if (result.items.length === 0 && result.skipped > 0 && !isOptional) {
    throw notAList(title);
  }
  return result;
}

async function parsePage(text: string, title: string) {
  const page = listSchema.safeParse(
    await parseList(text, { key: 'items', label: LABEL }),
  );
  if (!page.success) throw notAList(title);
  // Some servers ignore the size of a page.
  limitRows(page.data.items ?? [], LABEL);
  return page.data;
}

function placeOf(row: unknown): string | undefined {
  const { metadata } = (row ?? {}) as { metadata?: Record<string, unknown> };
  return metadata?.name
    ? `${metadata.namespace ?? ''}/${metadata.name}`
    : undefined;
}

function addRows<T>(
  result: ListedObjects<T>,
  rows: unknown[] | null | undefined,
  { map }: ListRequest<T>,
): Promise<void> {
  return forEachSliced(rows ?? [], row => {
    const item = map(row);
    if (item === undefined) result.skipped += 1;
    else result.items.push(item);
  });
}

/** The token of the rest of an expired list; undefined to read it from the start. */
function tokenAfterExpiry(
  response: UpstreamResponse,
  { title }: ListRequest<unknown>,
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
  if (!token) throw toFailure(response, `list ${title}`);
  return token;
}

/**
 * Reads a whole list page by page. Each page is mapped before the next one is requested, so
 * that neither memory nor event loop holds more than one page of raw objects.
 *
 * A list that takes longer than the server stores its versions (410) is restarted once, and
 * then finished with the token that the server offers for the rest as it is by then.
 */
export async function listObjects<T>(
  request: ListRequest<T>,
): Promise<ListedObjects<T>> {
  const { client, maxPages = MAX_PAGES, path, signal, title } = request;
  let result: ListedObjects<T> = { items: [], skipped: 0, truncated: false };
  let token: string | undefined;
  let expirations = 0;
  const starts = new Set<string>();
  for (let page = 0; page < maxPages; page += 1) {
    const query = { ...request.query, limit: PAGE_SIZE, continue: token };
    const response = await client.send({ path, query, signal });
    if (response.status === 410) {
      expirations += 1;
      token = tokenAfterExpiry(response, request, expirations);
      if (!token) {
        starts.clear();
        result = { items: [], skipped: 0, truncated: false };
      }
      continue;
    }
    if (response.status !== 200) throw toFailure(response, `list ${title}`);
    const { items, metadata } = await parsePage(response.text, title);
    // Pages are in the order of names: a start that repeats means that they never end.
    const start = items?.length ? placeOf(items[0]) : 'empty';
    if (start && starts.has(start)) break;
    if (start) starts.add(start);
    await addRows(result, items, request);
    // Pages after an expired one are of another moment: no watch fits all of them.
    result.resourceVersion =
      expirations > 1 ? undefined : metadata?.resourceVersion;
    const next = metadata?.continue;
    if (!next) return checkRows(result, request);
    if (next === token) break;
    token = next;
  }
  return { ...result, truncated: true };
}
