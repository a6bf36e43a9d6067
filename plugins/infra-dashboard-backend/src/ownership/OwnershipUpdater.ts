import type {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { CatalogReader } from './CatalogReader';
import type { OwnerEntity } from './OwnerEntity';
import { OwnershipMatcher } from './OwnershipMatcher';
import {
  readOwnershipConfig,
  type OwnershipConfig,
} from './readOwnershipConfig';
import type { WorkloadOwnership } from './WorkloadOwnership';

const KEY = 'infraDashboard.ownership';

export interface OwnershipUpdaterOptions {
  ownership: WorkloadOwnership;
  config: RootConfigService;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
}

/** Gives the ownership a new matcher when the catalog or the configuration changes. */
export class OwnershipUpdater {
  readonly #options: OwnershipUpdaterOptions;
  #config: OwnershipConfig | undefined;
  #raw: string | undefined;
  #entities: OwnerEntity[] = [];
  #reader: CatalogReader | undefined;
  #unsubscribe: (() => void) | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: OwnershipUpdaterOptions) {
    this.#options = options;
  }

  /** Does not wait for the catalog. */
  start(): void {
    const { config, logger } = this.#options;
    this.#readConfig();
    this.#unsubscribe = config.subscribe?.(() =>
      this.#readConfig(),
    )?.unsubscribe;
    this.#reader = new CatalogReader({
      ...this.#options,
      logger,
      refreshMs: () => this.#config!.refreshMs,
      onChange: entities => {
        this.#entities = entities;
        return this.#update();
      },
    });
    this.#reader.start();
  }

  async close(): Promise<void> {
    this.#unsubscribe?.();
    await this.#reader?.close();
  }

  #readConfig(): void {
    const { config, logger } = this.#options;
    const raw = config.getOptional(KEY);
    const text = JSON.stringify(raw) ?? '';
    if (text === this.#raw) return;
    this.#raw = text;
    this.#config = readOwnershipConfig(raw, problem => logger.error(problem));
    void this.#update();
  }

  #update(): Promise<void> {
    this.#queue = this.#queue.then(() =>
      this.#options.ownership.use(
        new OwnershipMatcher(this.#entities, this.#config!),
      ),
    );
    return this.#queue;
  }
}
