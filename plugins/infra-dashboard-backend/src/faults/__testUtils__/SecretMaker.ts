/** mulberry32: small, and the same numbers for the same seed everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state += 0x6d2b79f5;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Creates unique secrets, and finds them in any output. */
export class SecretMaker {
  readonly #random: () => number;
  readonly #made = new Map<string, string>();

  constructor(seed: number) {
    this.#random = createRandom(seed);
  }

  get count(): number {
    return this.#made.size;
  }

  /** A new one; `what` is reported where it is found. */
  make(what: string): string {
    const hex = () => this.#random().toString(16).padStart(8, '0');
    const secret = `x${hex()}${hex()}`;
    this.#made.set(secret, `${what} #${this.count}`);
    return secret;
  }

  /** Takes a text as a secret that was not made here. */
  keep(what: string, secret: string): string {
    this.#made.set(secret, what);
    return secret;
  }

  /** The found secrets in a text, with context. */
  findIn(text: string): string[] {
    return [...this.#made].flatMap(([secret, what]) => {
      const forms = [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret)
          .toString('base64')
          .replace(/={1,2}$/, ''),
      ];
      const at = forms.map(form => text.indexOf(form)).find(i => i >= 0);
      return at === undefined
        ? []
        : [`${what}: ${text.slice(Math.max(at - 120, 0), at + 40)}`];
    });
  }
}
