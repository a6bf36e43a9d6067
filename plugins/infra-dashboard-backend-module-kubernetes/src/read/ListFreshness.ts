import { ageOf, currentMoment, type Moment } from './moment';

/** What a watch missed without noticing stays wrong for this long; up to a fifth more. */
const RELIST_MS = 30 * 60_000;

/** A list that fails although the watch works is tried again after this long. */
const RELIST_RETRY_MS = 5 * 60_000;

/** How old the rows of a list are, and what follows from that. */
export class ListFreshness {
  /** When the rows were last known to be complete. */
  #completeAt = currentMoment();
  /** When that was last proven; later than `#completeAt` by the time that a list takes. */
  #provenAt = this.#completeAt;
  #listedAt = this.#completeAt;
  #relistMs = RELIST_MS;

  /** The whole list was read; it shows the moment at which the read began. */
  noteList(startedAt: Moment): void {
    this.#completeAt = startedAt;
    this.#provenAt = currentMoment();
    this.#listedAt = this.#provenAt;
    this.#relistMs = RELIST_MS * (1 + Math.random() * 0.2);
  }

  /** The watch has shown that nothing is missing now. */
  noteProof(): void {
    this.#completeAt = currentMoment();
    this.#provenAt = this.#completeAt;
  }

  /** The list could not be read again, although it was time. */
  postponeRelist(): void {
    this.#relistMs = ageOf(this.#listedAt) + RELIST_RETRY_MS;
  }

  /** Whether it is time to find what the watch may have missed. */
  get isRelistDue(): boolean {
    return ageOf(this.#listedAt) > this.#relistMs;
  }

  /** Whether two watches in a row would have been long enough for a proof. */
  isUnproven(timeoutSeconds: number): boolean {
    return ageOf(this.#provenAt) > 2 * timeoutSeconds * 1000;
  }

  /** When the rows were last known to be complete, in milliseconds since the epoch. */
  observedAt(now: number): number {
    return now - ageOf(this.#completeAt);
  }
}
