import type { ChangeLog } from '../server/ChangeLog';
import type { SimulatedResponse } from '../server/protocol';
import { badRequest, failure } from './responses';

/** Where the next page starts, as the API server packs it into `continue`. */
interface Token {
  v: 'meta.k8s.io/v1';
  rv: number;
  start: string;
}

function pack(rv: number, start: string): string {
  const token: Token = { v: 'meta.k8s.io/v1', rv, start: `${start}\0` };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function unpack(text: string): Token | undefined {
  try {
    const token = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    ) as Token;
    return typeof token.start === 'string' ? token : undefined;
  } catch {
    return undefined;
  }
}

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

const INVALID =
  'invalid continue token: continue key is not valid: invalid character looking for beginning of value';

/** Validates the requested revision. A future one times out. */
function checkRevision(
  query: URLSearchParams,
  changes: ChangeLog,
): SimulatedResponse | undefined {
  const requested = query.get('resourceVersion');
  if (!requested) return undefined;
  if (!/^\d+$/.test(requested)) {
    return badRequest(
      `invalid resource version: resourceVersion: Invalid value: "${requested}": strconv.ParseUint: parsing "${requested}": invalid syntax`,
    );
  }
  const revision = Number(requested);
  if (revision > changes.revision) {
    return failure(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${revision}, current: ${changes.revision}`,
      {
        details: {
          causes: [
            {
              reason: 'ResourceVersionTooLarge',
              message: 'Too large resource version',
            },
          ],
          retryAfterSeconds: 1,
        },
        headers: { 'retry-after': '1' },
      },
    );
  }
  const isExact = query.get('resourceVersionMatch') === 'Exact';
  return isExact && revision < changes.oldest
    ? failure(
        410,
        'Expired',
        'The resourceVersion for the provided list is too old.',
      )
    : undefined;
}

/** One page, and the metadata of the list that it is part of. */
export interface Page<T> {
  items: T[];
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
}

/**
 * Cuts a page with `limit` and `continue`.
 *
 * @param options.isFiltered - a filtered list has no remaining item count
 */
export function cutPage<T extends { place: string }>(
  objects: T[],
  options: { query: URLSearchParams; changes: ChangeLog; isFiltered: boolean },
): Page<T> | SimulatedResponse {
  const { query, changes, isFiltered } = options;
  const refusal = checkRevision(query, changes);
  if (refusal) return refusal;
  const text = query.get('continue');
  const token = text ? unpack(text) : undefined;
  if (text && !token) return badRequest(INVALID);
  if (token && token.rv >= 0 && token.rv < changes.oldest) {
    return failure(410, 'Expired', TOO_OLD, {
      metadata: { continue: pack(-1, token.start.replace('\0', '')) },
    });
  }
  // The watch cache ignores the limit.
  const isFromCache = query.get('resourceVersion') === '0' && !token;
  const limit = isFromCache ? 0 : Number(query.get('limit') ?? 0);
  const last = token?.start.replace('\0', '') ?? '';
  const found = token ? objects.findIndex(({ place }) => place > last) : 0;
  const from = found < 0 ? objects.length : found;
  const items = objects.slice(from, limit > 0 ? from + limit : undefined);
  const remaining = objects.length - from - items.length;
  const revision = token && token.rv >= 0 ? token.rv : changes.revision;
  return {
    items,
    metadata: {
      resourceVersion: String(revision),
      ...(remaining > 0 && {
        continue: pack(revision, items[items.length - 1].place),
        ...(!isFiltered && { remainingItemCount: remaining }),
      }),
    },
  };
}
