import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuthService,
  DatabaseService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  INFRA_DASHBOARD_SEARCH_TYPE,
  infraClusterReadPermission,
  infraWorkloadReadPermission,
  type ClusterStatus,
  type WorkloadDocument,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  type WorkloadPage,
  InfraDashboardClient,
  type InfraDashboardApi,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { DocumentStore, MissingDocuments } from './retention';
import { toDocument, withoutOwners } from './toDocument';
import { groupByCluster, workloadRowSchema } from './workloadRow';

/** The backend responds from memory; a longer wait means that it has a problem. */
const TIMEOUT_MS = 30_000;

/** How long first reads of clusters may take before the run goes on without them. */
const FIRST_READS_TIMEOUT_MS = 60_000;

export interface InfraDashboardCollatorFactoryOptions {
  auth: AuthService;
  database: DatabaseService;
  discovery: DiscoveryService;
  logger: LoggerService;
  dashboardPath: string;
  batchSize: number;
  /** Whether documents name the entities and owners of workloads. */
  withOwners: boolean;
  /** The permission that decides on a document; default: that on its cluster. */
  visibility?: 'cluster' | 'workload';
  /** No more workloads than this are searched; default: all. */
  maxDocuments?: number;
  /** Default: a minute. */
  timeoutMs?: number;
}

/**
 * Reads all workloads page by page over HTTP, wherever the infra-dashboard backend runs.
 *
 * A run that cannot read all pages fails, and search retains the previous index. If the list of
 * a cluster is incomplete, missing workloads stay in the index for a day.
 */
export class InfraDashboardCollatorFactory implements DocumentCollatorFactory {
  readonly type = INFRA_DASHBOARD_SEARCH_TYPE;
  readonly visibilityPermission: DocumentCollatorFactory['visibilityPermission'];
  readonly #options: InfraDashboardCollatorFactoryOptions;
  readonly #api: InfraDashboardApi;
  readonly #store: DocumentStore;

  constructor(options: InfraDashboardCollatorFactoryOptions) {
    this.#options = options;
    this.visibilityPermission =
      options.visibility === 'workload'
        ? infraWorkloadReadPermission
        : infraClusterReadPermission;
    this.#api = new InfraDashboardClient({ discoveryApi: options.discovery });
    this.#store = new DocumentStore(options.database);
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<WorkloadDocument> {
    const { logger } = this.#options;
    const { maxDocuments = Infinity, withOwners } = this.#options;
    const run = { invalid: 0, totalItems: 0 };
    let given = 0;
    for await (const document of this.#allDocuments(run)) {
      if (given >= maxDocuments) {
        logger.warn(
          `Only ${given} of ${run.totalItems} workloads are searched. Use PostgreSQL's search engine, or raise search.collators.infraDashboard.maxDocuments and the memory of the backend`,
        );
        break;
      }
      given += 1;
      // Here, so that it also applies to documents out of the database.
      yield withOwners ? document : withoutOwners(document);
    }
    if (run.invalid > 0) {
      logger.warn(`${run.invalid} workloads are invalid and are not searched`);
    }
  }

  /** @param run - receives the number of workloads and of invalid ones */
  async *#allDocuments(run: {
    invalid: number;
    totalItems: number;
  }): AsyncGenerator<WorkloadDocument> {
    const { batchSize } = this.#options;
    const clusters = await this.#awaitFirstReads();
    const missing = new MissingDocuments({
      store: this.#store,
      // An invalid row may belong to any cluster.
      isComplete: async name =>
        run.invalid === 0 && this.#isComplete(name, clusters),
    });
    let cursor: string | undefined;
    do {
      const page = await this.#readPage({ cursor, limit: batchSize });
      run.totalItems = page.totalItems;
      const rows = page.items.map(item => workloadRowSchema.safeParse(item));
      run.invalid += rows.filter(({ success }) => !success).length;
      for (const group of groupByCluster(rows.flatMap(one => one.data ?? []))) {
        const [{ cluster }] = group;
        if (missing.isNext(cluster)) yield* missing.finish();
        const documents = group.map(row => ({
          id: row.id,
          document: toDocument(row, this.#options),
        }));
        await missing.note(cluster, documents);
        for (const { document } of documents) yield document;
      }
      if (page.nextCursor !== undefined && page.nextCursor === cursor) {
        throw new Error('The infra-dashboard backend repeats a page');
      }
      cursor = page.nextCursor;
    } while (cursor);
    yield* missing.finish();
    yield* missing.finishOthers();
  }

  /**
   * Whether a workload that is not listed does not exist.
   *
   * @param before - the clusters as they were before their workloads were read
   */
  async #isComplete(name: string, before: ClusterStatus[]): Promise<boolean> {
    if (!before.some(one => one.name === name)) return this.#isRemoved(name);
    const now = await this.#api.getClusters({}, await this.#request());
    // A list may have been incomplete while its pages were read.
    return [before, now.items].every(
      clusters =>
        clusters.find(one => one.name === name)?.complete?.workloads === true,
    );
  }

  /**
   * Whether a cluster that is not listed is not configured any more. A provider that is
   * failing or disabled may not list its clusters. Their names begin with its own.
   */
  async #isRemoved(cluster: string): Promise<boolean> {
    const { items } = await this.#api.getProviders(await this.#request());
    return (
      items.length > 0 &&
      items.every(
        ({ name, state }) =>
          state === 'ok' ||
          (cluster !== name && !cluster.startsWith(`${name}-`)),
      )
    );
  }

  /**
   * Waits for clusters that were not read since the backend started, so that their workloads
   * are searched as they are now. One that cannot be read has an error soon, and is not waited
   * for.
   */
  async #awaitFirstReads(): Promise<ClusterStatus[]> {
    const { logger, timeoutMs = FIRST_READS_TIMEOUT_MS } = this.#options;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const { items } = await this.#api.getClusters({}, await this.#request());
      if (!Array.isArray(items)) throw this.#invalidResponse();
      const pending = items.filter(
        cluster =>
          !cluster.error &&
          !cluster.workloadsError &&
          [cluster.freshness, cluster.workloadsFreshness].some(
            freshness => freshness?.state === 'pending',
          ),
      );
      if (pending.length === 0) return items;
      if (performance.now() >= deadline) {
        logger.warn(
          `These clusters were not read yet, and are searched as they were in the last run: ${pending
            .map(({ name }) => name)
            .join(', ')}`,
        );
        return items;
      }
      await sleep(Math.min(1_000, timeoutMs));
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
    if (!Array.isArray(page?.items)) throw this.#invalidResponse();
    return page;
  }

  #invalidResponse(): Error {
    return new Error('The infra-dashboard backend did not respond with a list');
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
