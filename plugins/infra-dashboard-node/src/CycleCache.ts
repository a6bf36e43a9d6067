/**
 * Shares one upstream answer among the reads of a refresh cycle.
 *
 * Keyed by the cycle object itself, so that an answer is forgotten with its cycle.
 */
export class CycleCache<T> {
  readonly #answers = new WeakMap<object, Promise<T>>();

  /** The answer of this cycle; without a cycle each call loads anew. */
  get(cycle: object | undefined, load: () => Promise<T>): Promise<T> {
    if (!cycle) return load();
    let answer = this.#answers.get(cycle);
    if (!answer) {
      answer = load();
      this.#answers.set(cycle, answer);
    }
    return answer;
  }
}
