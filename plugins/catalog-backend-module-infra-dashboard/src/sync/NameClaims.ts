import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { avoidNames, otherRef } from '../entities/avoidNames';
import type { EntityLedger } from './EntityLedger';
import type { CatalogNames, HeldNames } from './CatalogNames';
import type { LedgerEntry } from './types';

/** The catalog shows an entity only after it has processed it, which takes a while. */
const SETTLE_MS = 5 * 60_000;

const NONE: HeldNames = { missing: new Set(), foreign: new Map() };

/** Entities under names that are free, and what the catalog has of them. */
export interface ClaimedEntities {
  entities: Entity[];
  known: LedgerEntry[];
}

/**
 * Compares what was handed over to the catalog with what it has: an entity that a person has
 * deleted is handed over again, and one whose name belongs to another source gets another name,
 * which it keeps.
 */
export class NameClaims {
  readonly #names: Pick<CatalogNames, 'read'> | undefined;
  readonly #ledger: EntityLedger;
  readonly #logger: LoggerService;
  /** When an entity was handed over, by reference. */
  readonly #sentAt = new Map<string, number>();
  readonly #reported = new Set<string>();

  constructor(options: {
    names?: Pick<CatalogNames, 'read'>;
    ledger: EntityLedger;
    logger: LoggerService;
  }) {
    this.#names = options.names;
    this.#ledger = options.ledger;
    this.#logger = options.logger;
  }

  async resolve(
    wanted: Entity[],
    known: LedgerEntry[],
  ): Promise<ClaimedEntities> {
    const refs = wanted.map(stringifyEntityRef);
    const listed = new Set(known.map(({ entityRef }) => entityRef));
    const renamed = refs.filter(ref => listed.has(otherRef(ref)));
    const held = await this.#read([...refs, ...renamed.map(otherRef)]);
    for (const [ref, source] of held.foreign) this.#report(ref, source);
    const lost = known.filter(({ entityRef }) => held.foreign.has(entityRef));
    await this.#ledger.forget(lost.map(({ entityRef }) => entityRef));
    return {
      entities: avoidNames(
        wanted,
        new Set([...held.foreign.keys(), ...renamed]),
      ),
      known: known
        .filter(({ entityRef }) => !held.foreign.has(entityRef))
        .map(entry =>
          this.#isDeleted(entry, held) ? { ...entry, hash: undefined } : entry,
        ),
    };
  }

  noteSent(entityRefs: string[]): void {
    const now = performance.now();
    for (const ref of entityRefs) this.#sentAt.set(ref, now);
  }

  forget(entityRefs: string[]): void {
    for (const ref of entityRefs) this.#sentAt.delete(ref);
  }

  /** Nothing where the catalog does not respond: entities are then taken for what they were. */
  async #read(entityRefs: string[]): Promise<HeldNames> {
    if (!this.#names || entityRefs.length === 0) return NONE;
    try {
      return await this.#names.read(entityRefs);
    } catch (error) {
      this.#logger.warn('The catalog could not be compared with the clusters', {
        reason: (error as Error).message,
      });
      return NONE;
    }
  }

  #isDeleted({ entityRef, hash }: LedgerEntry, { missing }: HeldNames) {
    if (hash === undefined || !missing.has(entityRef)) return false;
    const sentAt = this.#sentAt.get(entityRef) ?? -Infinity;
    return performance.now() - sentAt > SETTLE_MS;
  }

  #report(entityRef: string, source: string): void {
    if (this.#reported.has(entityRef)) return;
    this.#reported.add(entityRef);
    this.#logger.warn('The name of an entity is taken: it gets another one', {
      entityRef,
      takenBy: source,
      instead: otherRef(entityRef),
    });
  }
}
