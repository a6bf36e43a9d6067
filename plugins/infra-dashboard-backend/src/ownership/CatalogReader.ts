import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createHash } from 'node:crypto';
import { entityFields, toOwnerEntity, type OwnerEntity } from './OwnerEntity';
import type { OwnershipVocabulary } from './OwnershipVocabulary';

const PAGE = 500;
const FIRST_RETRY_MS = 2_000;

/** Consecutive failures before a warning is logged; one or two are normal at startup. */
const FAILURES_LOGGED = 3;

/** A catalog that changes, or is empty still, is read again sooner. */
const UNSETTLED_MS = 30_000;

/** Far more than a catalog holds; endless pages must not be read forever. */
const MAX_ENTITIES = 200_000;

/** Resources only where they claim something: every node of the clusters is one, too. */
function filterOf({ claimingAnnotations }: OwnershipVocabulary) {
  return [
    { kind: ['Component', 'System', 'Domain', 'Group'] },
    ...claimingAnnotations.map(annotation => ({
      kind: 'Resource',
      [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
    })),
  ];
}

export interface CatalogReaderOptions {
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  vocabulary: OwnershipVocabulary;
  /** Milliseconds until the next read. */
  refreshMs: () => number;
  /** Called with all entities after each read that found something else than the last. */
  onChange: (entities: OwnerEntity[]) => void;
  /** Called when two reads found the same: a new catalog is not complete at first. */
  onSettled?: () => void;
}

/**
 * Reads the catalog's entities at intervals in the background; no request waits for it. A read
 * that fails changes nothing and is retried soon.
 */
export class CatalogReader {
  readonly #options: CatalogReaderOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #closed = false;
  #failures = 0;
  #digest = '';
  #isSettled = false;

  constructor(options: CatalogReaderOptions) {
    this.#options = options;
  }

  start(): void {
    void this.refresh();
  }

  /** Reads now, or joins the read that is under way. Never rejects. */
  refresh(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    clearTimeout(this.#timer);
    this.#running ??= this.#cycle().finally(() => {
      this.#running = undefined;
      if (this.#closed) return;
      this.#timer = setTimeout(() => void this.refresh(), this.#delayMs());
      this.#timer.unref();
    });
    return this.#running;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #delayMs(): number {
    const refreshMs = this.#options.refreshMs();
    if (this.#failures > 0) {
      const retryMs = FIRST_RETRY_MS * 2 ** Math.min(this.#failures - 1, 20);
      return Math.min(retryMs, refreshMs);
    }
    return this.#isSettled ? refreshMs : Math.min(UNSETTLED_MS, refreshMs);
  }

  async #cycle(): Promise<void> {
    const { logger, onChange } = this.#options;
    try {
      const { entities, digest } = await this.#read();
      if (this.#closed) return;
      if (this.#failures >= FAILURES_LOGGED) {
        logger.info('Reading the catalog works again');
      }
      this.#failures = 0;
      this.#isSettled = digest === this.#digest && entities.length > 0;
      if (this.#isSettled) this.#options.onSettled?.();
      if (digest === this.#digest) return;
      onChange(entities);
      this.#digest = digest;
    } catch (error) {
      if (this.#closed) return;
      this.#failures += 1;
      if (this.#failures === FAILURES_LOGGED) {
        logger.warn(
          `The catalog cannot be read: workloads keep the owners that were last known (${
            (error as Error).name
          })`,
        );
      }
    }
  }

  async #read() {
    const { catalog, auth, vocabulary } = this.#options;
    const entities: OwnerEntity[] = [];
    const hash = createHash('sha256');
    const credentials = await auth.getOwnServiceCredentials();
    const request = {
      filter: filterOf(vocabulary),
      fields: entityFields(vocabulary),
      pageSize: PAGE,
    };
    for await (const page of catalog.streamEntities(request, { credentials })) {
      for (const entity of page) {
        const read = toOwnerEntity(entity, vocabulary);
        if (read) entities.push(read);
      }
      hash.update(JSON.stringify(page));
      if (entities.length > MAX_ENTITIES) throw new Error('Too many entities');
      if (this.#closed) break;
    }
    return { entities, digest: hash.digest('hex') };
  }
}
