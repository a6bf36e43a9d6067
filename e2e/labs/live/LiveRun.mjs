// Makes changes on a platform while a portal reads it, and checks what the portal shows of each:
// data that claims to be newer than the change has to contain it.
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 250;
const TIMEOUT_MS = 150_000;

export class LiveRun {
  #portal;
  #rows = [];

  /** @param portal - from `startPortal` */
  constructor(portal) {
    this.#portal = portal;
  }

  /**
   * @param options - `change`: resolves when the platform has changed; `readers`: clusters of the
   *   portal that have to show it; `search`: of workloads; `part`: `cluster` or `workloads`, the one
   *   that shows the change; `isRight`: of what a reader shows; `within`: seconds by reader
   */
  async step(title, options) {
    const { change, readers } = options;
    await change();
    const changedAt = Date.now();
    await Promise.all(
      readers.map(reader => this.#watch(title, reader, changedAt, options)),
    );
  }

  async #watch(title, reader, changedAt, options) {
    const { isRight, part, search = '', within = {} } = options;
    const row = { title, reader, says: new Set() };
    this.#rows.push(row);
    for (;;) {
      const seconds = (Date.now() - changedAt) / 1_000;
      const view = await this.#portal.look(reader, search);
      if (isRight(view)) {
        row.seconds = seconds;
        if (seconds > within[reader]) row.late = within[reader];
        break;
      }
      const { observedAt, state } = view.freshness[part];
      const isNewer = observedAt && Date.parse(observedAt) > changedAt;
      row.says.add(isNewer && state === 'fresh' ? 'WRONG' : 'old or stale');
      if (Date.now() - changedAt > TIMEOUT_MS) {
        row.shown = JSON.stringify({ ...view, cluster: undefined });
        break;
      }
      await sleep(POLL_MS);
    }
    process.stdout.write(`${format(row)}\n`);
  }

  /** While a platform cannot be read, nothing may look newer than the moment it was lost. */
  async hold(title, { change, readers, seconds, part }) {
    const before = Date.now();
    await change();
    const end = Date.now() + seconds * 1_000;
    const row = { title, reader: readers.join(', '), says: new Set(), seconds };
    this.#rows.push(row);
    while (Date.now() < end) {
      for (const reader of readers) {
        const { freshness } = await this.#portal.look(reader, '');
        const { observedAt, state } = freshness[part];
        // Requests that were under way may have been served.
        const isNewer = Date.parse(observedAt) > before + 2_000;
        row.says.add(isNewer && state === 'fresh' ? 'WRONG' : 'old or stale');
      }
      await sleep(POLL_MS);
    }
    process.stdout.write(`${format(row)}\n`);
  }

  /** Prints what was wrong, and returns whether nothing was. */
  report() {
    const bad = this.#rows.filter(row => isBad(row));
    process.stdout.write(
      `${this.#rows.length} checks, ${bad.length} wrong\n${bad
        .map(row => `${format(row)} ${row.shown ?? ''}\n`)
        .join('')}`,
    );
    return bad.length === 0;
  }
}

function isBad({ late, says, seconds }) {
  return says.has('WRONG') || seconds === undefined || late !== undefined;
}

function format(row) {
  const { late, reader, says, seconds, title } = row;
  const when = seconds === undefined ? 'never' : `${seconds.toFixed(1)} s`;
  const verdict = isBad(row) ? 'WRONG' : 'right';
  const limit = late ? `, later than ${late} s` : '';
  const before = says.has('WRONG') ? 'wrong as new' : [...says].join();
  return `${verdict}  ${when.padStart(8)}  ${reader}: ${title}${limit}${
    before ? ` (before: ${before})` : ''
  }`;
}
