import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  INFRA_DASHBOARD_SEARCH_TYPE,
  infraClusterReadPermission,
  InfraDashboardClient,
  type InfraDashboardApi,
  type WorkloadDocument,
  type WorkloadPage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { toDocument } from './toDocument';
import { workloadRowSchema } from './workloadRow';

/** The backend answers out of memory; longer means that it is not well. */
const TIMEOUT_MS = 30_000;

/** How long first reads of clusters may take before the run goes on without them. */
const PATIENCE_MS = 60_000;

export interface InfraDashboardCollatorFactoryOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
  dashboardPath: string;
  batchSize: number;
  /** No more workloads than this are searched; all unless told. */
  maxDocuments?: number;
  /** Default: a minute. */
  patienceMs?: number;
}

/**
 * Reads all workloads page by page over HTTP, wherever the infra-dashboard backend runs.
 *
 * A run that cannot read to the end fails, upon which search keeps its former index.
 */
export class InfraDashboardCollatorFactory implements DocumentCollatorFactory {
  readonly type = INFRA_DASHBOARD_SEARCH_TYPE;
  readonly visibilityPermission = infraClusterReadPermission;
  readonly #options: InfraDashboardCollatorFactoryOptions;
  readonly #api: InfraDashboardApi;

  constructor(options: InfraDashboardCollatorFactoryOptions) {
    this.#options = options;
    this.#api = new InfraDashboardClient({ discoveryApi: options.discovery });
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<WorkloadDocument> {
    const { batchSize, dashboardPath, logger } = this.#options;
    const { maxDocuments = Infinity } = this.#options;
    await this.#awaitFirstReads();
    let cursor: string | undefined;
    let odd = 0;
    let given = 0;
    do {
      const page = await this.#readPage({ cursor, limit: batchSize });
      for (const item of page.items) {
        const row = workloadRowSchema.safeParse(item);
        if (!row.success) {
          odd += 1;
        } else if (given < maxDocuments) {
          given += 1;
          yield toDocument(row.data, { dashboardPath });
        }
      }
      if (page.nextCursor !== undefined && page.nextCursor === cursor) {
        throw new Error('The infra-dashboard backend repeats a page');
      }
      cursor = page.nextCursor;
      if (given >= maxDocuments && page.totalItems > given + odd) {
        logger.warn(
          `Only ${given} of ${page.totalItems} workloads are searched. Use PostgreSQL's search engine, or raise search.collators.infraDashboard.maxDocuments and the memory of the backend`,
        );
        break;
      }
    } while (cursor);
    if (odd > 0) {
      logger.warn(`${odd} workloads were not understood and are not searched`);
    }
  }

  /**
   * Waits for clusters that were not read since the backend started: without them, the run
   * would take their workloads out of an index that outlives restarts. One that cannot be
   * read has an error soon, and is not waited for.
   */
  async #awaitFirstReads(): Promise<void> {
    const { logger, patienceMs = PATIENCE_MS } = this.#options;
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const { items } = await this.#api.getClusters({}, await this.#request());
      if (!Array.isArray(items)) throw this.#notUnderstood();
      const pending = items.filter(
        cluster =>
          !cluster.error &&
          !cluster.workloadsError &&
          [cluster.freshness, cluster.workloadsFreshness].some(
            freshness => freshness?.state === 'pending',
          ),
      );
      if (pending.length === 0) return;
      if (Date.now() >= deadline) {
        logger.warn(
          `These clusters are not searched, since they were not read yet: ${pending
            .map(({ name }) => name)
            .join(', ')}`,
        );
        return;
      }
      await sleep(Math.min(1_000, patienceMs));
    }
  }

  async #readPage(query: {
    cursor: string | undefined;
    limit: number;
  }): Promise<WorkloadPage> {
    const page = await this.#api.getWorkloads(
      // The order by what never changes, so that nothing moves from page to page.
      { ...query, sort: 'cluster' },
      await this.#request(),
    );
    if (!Array.isArray(page?.items)) throw this.#notUnderstood();
    return page;
  }

  #notUnderstood(): Error {
    return new Error('The infra-dashboard backend did not answer with a list');
  }

  /** A token for each request, since none lasts as long as a run may. */
  async #request() {
    const { auth } = this.#options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'infra-dashboard',
    });
    return { token, signal: AbortSignal.timeout(TIMEOUT_MS) };
  }
}
