import type { Slot } from './openConnection';

/**
 * Names of the clusters of disabled providers, which may be several: their history and their
 * changes can still be read.
 */
export class DisabledClusters {
  readonly #names = new Map<string, string[]>();

  /** None where they are not known: the provider is then shown as one cluster. */
  of(provider: string): string[] {
    return this.#names.get(provider) ?? [];
  }

  /**
   * Takes the names from the connections that are given up, or else from what is stored.
   *
   * @param options - `load`: reads what is stored
   */
  async update(
    slots: Slot[],
    options: {
      before: Slot[];
      load: (entry: Slot['entry']) => Promise<string[]>;
    },
  ): Promise<void> {
    const { before, load } = options;
    const disabled = slots.filter(({ entry }) => !entry.enabled);
    const isDisabled = new Set(disabled.map(({ entry }) => entry.name));
    for (const provider of this.#names.keys()) {
      if (!isDisabled.has(provider)) this.#names.delete(provider);
    }
    const unknown: Slot[] = [];
    for (const slot of disabled) {
      const { name } = slot.entry;
      if (this.#names.has(name)) continue;
      const last = before.find(one => one.entry.name === name)?.connection;
      const names = (last?.snapshots ?? [])
        .filter(({ topology }) => topology.data)
        .map(snapshot => snapshot.name);
      if (names.length > 0) this.#names.set(name, names);
      else unknown.push(slot);
    }
    await Promise.all(
      unknown.map(async ({ entry }) => {
        const names = await load(entry).catch(() => []);
        if (names.length > 0) this.#names.set(entry.name, names);
      }),
    );
  }
}
