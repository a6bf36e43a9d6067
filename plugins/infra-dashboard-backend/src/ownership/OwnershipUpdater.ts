import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ConfigReport } from '../config';
import { CatalogReader } from './CatalogReader';
import type { OwnerEntity } from './OwnerEntity';
import { OwnershipMatcher } from './OwnershipMatcher';
import type { OwnershipVocabulary } from './OwnershipVocabulary';
import {
  readOwnershipConfig,
  type OwnershipConfig,
} from './readOwnershipConfig';
import type { WorkloadOwnership } from './WorkloadOwnership';

export interface OwnershipUpdaterOptions {
  ownership: WorkloadOwnership;
  report: ConfigReport;
  vocabulary: OwnershipVocabulary;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
}

/** Gives the ownership a new matcher when the catalog or the configuration changes. */
export class OwnershipUpdater {
  readonly #options: OwnershipUpdaterOptions;
  #config: OwnershipConfig | undefined;
  #text: string | undefined;
  /** Undefined until the catalog was read. */
  #entities: OwnerEntity[] | undefined;
  #reader: CatalogReader | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(options: OwnershipUpdaterOptions) {
    this.#options = options;
  }

  /** Does not wait for the catalog. */
  start(): void {
    const { logger, report } = this.#options;
    this.#readConfig();
    this.#unsubscribe = report.config.subscribe?.(() =>
      this.#readConfig(),
    )?.unsubscribe;
    this.#reader = new CatalogReader({
      ...this.#options,
      logger,
      refreshMs: () => this.#config!.refreshMs,
      onChange: entities => {
        this.#entities = entities;
        this.#update();
      },
      onSettled: () => this.#options.ownership.settle(),
    });
    this.#reader.start();
  }

  async close(): Promise<void> {
    this.#unsubscribe?.();
    await this.#reader?.close();
  }

  #readConfig(): void {
    const config = readOwnershipConfig(this.#options.report);
    const text = JSON.stringify(config);
    if (text === this.#text) return;
    this.#text = text;
    this.#config = config;
    this.#update();
  }

  #update(): void {
    const { ownership, vocabulary } = this.#options;
    const { locations } = this.#config!;
    const isTrusted = ({ kind, origin }: OwnerEntity) =>
      !locations ||
      // Groups are what entities are owned by; they own nothing by being there.
      kind === 'group' ||
      locations.some(begin => origin?.startsWith(begin));
    const entities = this.#entities?.filter(isTrusted) ?? [];
    ownership.use(new OwnershipMatcher(entities, this.#config!, vocabulary), {
      hasCatalog: this.#entities !== undefined,
    });
  }
}
