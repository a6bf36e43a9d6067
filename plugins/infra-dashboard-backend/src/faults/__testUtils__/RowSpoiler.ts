/** What no API sends, and what a proxy, a plugin of it or a bug may send in its place. */
const JUNK: unknown[] = [
  null,
  undefined,
  '',
  'junk',
  '__proto__',
  'constructor',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [null],
  [1, 'two', {}],
  { constructor: null },
];

type Holder = Record<string, unknown>;

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/**
 * Puts junk in the place of one value of one row, in each list that a platform responds with; or of
 * one value of each response.
 */
export class RowSpoiler {
  /** Description of the change, for debugging. */
  readonly done: string[] = [];
  readonly #of: 'lists' | 'responses';
  #state: number;

  constructor(seed: number, of: 'lists' | 'responses' = 'lists') {
    this.#state = seed;
    this.#of = of;
  }

  async spoil(response: Response): Promise<Response> {
    const path = new URL(response.url).pathname;
    const isStream = response.headers.get('transfer-encoding') === 'chunked';
    if (!response.ok || isStream || path.endsWith('/auth/tokens')) {
      return response;
    }
    const body = (await response.json()) as Holder;
    if (this.#of === 'responses') this.#spoilRow(body, path);
    else this.#spoilLists(body, path);
    const { headers, status } = response;
    return new Response(JSON.stringify(body), { headers, status });
  }

  #spoilLists(body: Holder, path: string): void {
    for (const [key, list] of Object.entries(body)) {
      if (Array.isArray(list) && isHolder(list[0])) {
        this.#spoilRow(list as unknown as Holder, `${path} ${key}`);
      }
    }
  }

  /** A number from 0 to below a count, the same in each run. */
  #pick(count: number): number {
    this.#state = (this.#state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((this.#state / 2 ** 31) * count);
  }

  #spoilRow(list: Holder, where: string): void {
    let holder = list;
    const path: string[] = [];
    for (;;) {
      const keys = Object.keys(holder);
      const key = keys[this.#pick(keys.length)];
      path.push(key);
      const value = holder[key];
      if (!isHolder(value) || this.#pick(6) === 0) {
        holder[key] = JUNK[this.#pick(JUNK.length)];
        const junk = JSON.stringify(holder[key]);
        this.done.push(`${where}.${path.join('.')} = ${junk}`);
        return;
      }
      holder = value;
    }
  }
}
