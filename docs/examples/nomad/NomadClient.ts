import {
  limitRows,
  parseJson,
  ProviderFailure,
  retryAfterMs,
  type UpstreamClient,
  type UpstreamResponse,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';

/** Why a response is not a success. Messages contain no text of Nomad. */
function failureOf({ status, headers }: UpstreamResponse): ProviderFailure {
  const options = {
    upstreamStatus: status,
    retryAfterMs: retryAfterMs(headers),
  };
  if (status === 401 || status === 403) {
    return new ProviderFailure('UNAUTHORIZED', 'Nomad refused the token', {
      ...options,
      hint: 'Check that it has not expired: nomad acl token self',
    });
  }
  if (status === 429) {
    return new ProviderFailure(
      'RATE_LIMITED',
      'Nomad limits requests',
      options,
    );
  }
  return new ProviderFailure(
    'UPSTREAM_ERROR',
    `Nomad responded with status ${status}`,
    options,
  );
}

export class NomadClient {
  readonly #client: UpstreamClient;
  readonly #token: string;

  constructor(client: UpstreamClient, token: string) {
    this.#client = client;
    this.#token = token;
  }

  /** Reads a list page by page. Invalid rows are left out, and `complete` is false then. */
  async list<T>(path: string, rowSchema: z.ZodType<T>, signal: AbortSignal) {
    const rows: T[] = [];
    let complete = true;
    let nextToken: string | undefined;
    do {
      const response = await this.#client.send({
        path,
        query: { namespace: '*', per_page: 500, next_token: nextToken },
        headers: { 'X-Nomad-Token': this.#token },
        signal,
      });
      if (response.status !== 200) throw failureOf(response);
      const page = z
        .array(z.unknown())
        .safeParse(parseJson(response.text, 'Nomad'));
      const raw = limitRows(page.data ?? [], 'Nomad');
      const parsed = raw.map(row => rowSchema.safeParse(row));
      const valid = parsed.flatMap(row => (row.success ? [row.data] : []));
      if (!page.success || (parsed.length > 0 && valid.length === 0)) {
        throw new ProviderFailure(
          'INVALID_RESPONSE',
          'Nomad sent an unexpected list',
        );
      }
      rows.push(...valid);
      // Throws where the list does not end.
      limitRows(rows, 'Nomad');
      complete &&= valid.length === parsed.length;
      nextToken = response.headers.get('x-nomad-nexttoken') ?? undefined;
    } while (nextToken);
    return { rows, complete };
  }

  async close() {
    await this.#client.close();
  }
}
