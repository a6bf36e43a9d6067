import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { ForwardedError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { CatalogConfig } from './config';
import { PROVIDER_NAME } from './IdleEntityProvider';
import type { Inventory, InventoryReader } from './inventory';
import {
  CatalogSync,
  type CatalogNames,
  type EntityLedger,
  type LedgerEntry,
} from './sync';

export interface InfraDashboardEntityProviderOptions {
  config: CatalogConfig;
  ledger: EntityLedger;
  names?: Pick<CatalogNames, 'read'>;
  logger: LoggerService;
  reader: Pick<InventoryReader, 'read'>;
  taskRunner: SchedulerServiceTaskRunner;
}

/**
 * Synchronizes clusters and nodes with the catalog.
 *
 * @remarks
 * One provider for all clusters, with separate deltas per cluster. A provider per cluster is
 * not possible: the catalog registers providers only at startup, when the clusters are not
 * known yet, and removes the entities of providers that a later start does not register.
 */
export class InfraDashboardEntityProvider implements EntityProvider {
  readonly #options: InfraDashboardEntityProviderOptions;
  #unread = '';

  constructor(options: InfraDashboardEntityProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return PROVIDER_NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const sync = new CatalogSync({ ...this.#options, connection });
    await this.#options.taskRunner.run({
      id: 'infra-dashboard:refresh',
      fn: async signal => {
        try {
          await this.#refresh(sync, signal);
        } catch (error) {
          // The scheduler logs and counts what it is given.
          throw new ForwardedError(
            'Clusters could not be brought into the catalog',
            error,
          );
        }
      },
    });
  }

  /** Rejects after all clusters had their turn, so that one does not hinder another. */
  async #refresh(sync: CatalogSync, signal: AbortSignal): Promise<void> {
    const inventory = await this.#options.reader.read(signal);
    const ledger = await this.#options.ledger.read();
    this.#logUnread(inventory);

    const failures: unknown[] = [];
    const attempt = async (update: Promise<void>) => {
      await update.catch(error => failures.push(error));
      signal.throwIfAborted();
    };
    for (const cluster of inventory.clusters) {
      const known = ledger.get(cluster.name) ?? [];
      await attempt(sync.update(cluster, known, signal));
    }
    for (const name of this.#missing(inventory, ledger)) {
      const known = ledger.get(name) ?? [];
      await attempt(sync.updateMissing(name, known, signal));
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Clusters in the catalog that are certainly not configured any more. */
  #missing(inventory: Inventory, ledger: Map<string, LedgerEntry[]>): string[] {
    const listed = new Set([
      ...inventory.clusters.map(({ name }) => name),
      ...inventory.unread,
    ]);
    // A failing connection lists its clusters only when it has read them before. One whose name
    // is a known cluster has just that one.
    const mayHideSome = inventory.failingProviders.some(
      name => !ledger.has(name),
    );
    if (!inventory.listIsComplete || mayHideSome) return [];
    // The names of a provider's clusters begin with its own. One that had a single cluster
    // before has that name in the catalog as well.
    const unknown = [
      ...inventory.disabledProviders,
      ...inventory.failingProviders,
    ];
    const mayExist = (cluster: string) =>
      unknown.some(name => cluster.startsWith(`${name}-`));
    return [...ledger.keys()].filter(
      name => !listed.has(name) && !mayExist(name),
    );
  }

  #logUnread({ unread }: Inventory): void {
    const names = unread.join(', ');
    if (names !== this.#unread && names) {
      this.#options.logger.info(
        'Clusters without good data keep their entities as they are',
        { clusters: names },
      );
    }
    this.#unread = names;
  }
}
