import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { CatalogConfig } from '../config';
import { toEntities } from '../entities';
import type { CatalogCluster } from '../inventory';
import { batchesOf } from './batchesOf';
import type { CatalogNames } from './CatalogNames';
import type { EntityLedger } from './EntityLedger';
import { hashEntities } from './hashEntities';
import { NameClaims } from './NameClaims';
import { planChanges, type ChangePlan } from './planChanges';
import type { LedgerEntry, WantedEntity } from './types';

const LOCATION_KEY = 'infra-dashboard';
/** Each is one transaction, between which other work gets its turn. */
const BATCH = 500;
/** How often to check that the catalog still holds the entities. */
const COMPARE_MS = 60 * 60_000;

export interface CatalogSyncOptions {
  connection: EntityProviderConnection;
  ledger: EntityLedger;
  config: CatalogConfig;
  logger: LoggerService;
  /** What the catalog has; without it, entities are taken for what they were sent as. */
  names?: Pick<CatalogNames, 'read'>;
}

/**
 * Brings the entities of one cluster at a time in line with a good read of it, by deltas
 * that name nothing of any other cluster.
 */
export class CatalogSync {
  readonly #options: CatalogSyncOptions;
  readonly #claims: NameClaims;
  readonly #comparedAt = new Map<string, number>();

  constructor(options: CatalogSyncOptions) {
    this.#options = options;
    this.#claims = new NameClaims(options);
  }

  /** Takes over a cluster that was read well. */
  async update(
    cluster: CatalogCluster,
    stored: LedgerEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    const { config } = this.#options;
    const { entities: wanted, nodesAreWanted } = toEntities(cluster, config);
    const { entities, known } = await this.#claims.resolve(wanted, stored);
    // Hidden nodes still exist, but excluded nodes are removed. A clock
    // that is ahead must not shorten the time after which they are removed.
    const absentAt =
      !nodesAreWanted || cluster.nodesAreComplete
        ? Math.min(cluster.observedAt, Date.now())
        : undefined;
    const newOnly = !cluster.factsAreComplete;
    const age = Date.now() - (this.#comparedAt.get(cluster.name) ?? 0);
    // A clock that was set back must not put it off.
    const compareAll = !newOnly && (age < 0 || age >= COMPARE_MS);
    const plan = planChanges({
      known,
      wanted: hashEntities(entities),
      absentAt,
      removal: config.removal,
      compareAll,
      newOnly,
    });
    await this.#carryOut(cluster.name, plan, { known, signal });
    if (compareAll) this.#comparedAt.set(cluster.name, Date.now());
  }

  /** Notes that a cluster is not listed any more, and removes it when its time has come. */
  async updateMissing(
    cluster: string,
    known: LedgerEntry[],
    signal: AbortSignal,
  ): Promise<void> {
    const plan = planChanges({
      known,
      wanted: new Map(),
      absentAt: Date.now(),
      removal: this.#options.config.removal,
    });
    await this.#carryOut(cluster, plan, { known, signal });
  }

  async #carryOut(
    cluster: string,
    plan: ChangePlan,
    options: { known: LedgerEntry[]; signal: AbortSignal },
  ): Promise<void> {
    const { ledger, logger } = this.#options;
    const hashes = new Map(
      options.known.map(({ entityRef, hash }) => [entityRef, hash]),
    );
    await ledger.write(plan.note);
    for (const batch of batchesOf(plan.put, BATCH)) {
      options.signal.throwIfAborted();
      await this.#put(cluster, batch, hashes);
    }
    options.signal.throwIfAborted();
    await this.#remove(plan.remove);

    const written = plan.put.filter(
      ({ entityRef, hash }) => hashes.get(entityRef) !== hash,
    ).length;
    if (written > 0 || plan.remove.length > 0) {
      logger.info('Entities of a cluster changed', {
        cluster,
        written,
        removed: plan.remove.length,
      });
    }
  }

  /**
   * The ledger stores an entity before the catalog does, so that no entity is orphaned if the
   * process ends in between. It stores the content hash after the catalog does, so that the
   * entity is then sent again.
   */
  async #put(
    cluster: string,
    batch: WantedEntity[],
    hashes: Map<string, string | undefined>,
  ): Promise<void> {
    const { connection, ledger } = this.#options;
    const changed = batch.filter(
      ({ entityRef, hash }) => hashes.get(entityRef) !== hash,
    );
    await ledger.write(
      changed.map(({ entityRef }) => ({ entityRef, cluster })),
    );
    await connection.applyMutation({
      type: 'delta',
      added: batch.map(({ entity }) => ({ entity, locationKey: LOCATION_KEY })),
      removed: [],
    });
    this.#claims.noteSent(batch.map(({ entityRef }) => entityRef));
    await ledger.write(
      changed.map(({ entityRef, hash }) => ({ entityRef, cluster, hash })),
    );
  }

  async #remove(entityRefs: string[]): Promise<void> {
    if (entityRefs.length === 0) return;
    const { connection, ledger } = this.#options;
    await connection.applyMutation({
      type: 'delta',
      added: [],
      removed: entityRefs.map(entityRef => ({ entityRef })),
    });
    this.#claims.forget(entityRefs);
    await ledger.forget(entityRefs);
  }
}
