import {
  ProviderFailure,
  toResult,
  type Result,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesClient } from '../client';
import { notAList } from '../failures';
import { ageOf, currentMoment, type Moment } from './moment';
import { apiGroupsSchema } from '../schemas';

/** A new operator is found after this long, or by a manual refresh. */
const MAX_AGE_MS = 30 * 60_000;

/** Status codes of servers and gateways that do not show the list. */
const NOT_SHOWN = new Set([400, 403, 404, 405, 501]);

/** The API groups of a cluster, such as those of operators, listed once. */
export class ApiGroups {
  readonly #client: KubernetesClient;
  #known: { groups: ReadonlySet<string>; at: Moment } | undefined;

  constructor(client: KubernetesClient) {
    this.#client = client;
  }

  /** Lists them again in the next read. */
  forget(): void {
    this.#known = undefined;
  }

  /** None where the credentials may not list them; a failure is not remembered. */
  async read(signal: AbortSignal): Promise<Result<ReadonlySet<string>>> {
    if (this.#known && ageOf(this.#known.at) < MAX_AGE_MS) {
      return { ok: true, value: this.#known.groups };
    }
    const listed = await toResult(this.#list(signal));
    if (listed.ok) this.#known = { groups: listed.value, at: currentMoment() };
    return listed;
  }

  async #list(signal: AbortSignal): Promise<ReadonlySet<string>> {
    try {
      const response = await this.#client.get('/apis', 'get /apis', signal);
      const parsed = apiGroupsSchema.safeParse(response);
      if (!parsed.success) throw notAList('API groups');
      return new Set(parsed.data.groups.flatMap(group => group?.name ?? []));
    } catch (error) {
      const { upstreamStatus = 0 } =
        error instanceof ProviderFailure ? error : {};
      if (NOT_SHOWN.has(upstreamStatus)) return new Set();
      throw error;
    }
  }
}
