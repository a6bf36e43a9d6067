import { hypervisorName, type NameOwner } from '../mappers/hypervisor';
import type { Hypervisor } from '../schemas';
import type { Recall } from './recall';

/**
 * Which host has a name as it is, where it repeats across cells: the first that had it, also after
 * it is gone, so that no other host takes over its history and its entity.
 */
export class HostNames {
  readonly #owners = new Map<string, NameOwner>();

  /**
   * @param recall - what servers on the hosts were last stored with, after a start
   * @returns the owners of names
   */
  async assign(
    hypervisors: readonly Hypervisor[],
    recall?: Recall,
  ): Promise<ReadonlyMap<string, NameOwner>> {
    const groups = new Map<string, NameOwner[]>();
    for (const hypervisor of hypervisors) {
      const { id, service } = hypervisor;
      if (!service?.host) continue;
      const name = hypervisorName(hypervisor);
      const owner = this.#owners.get(name);
      // An Ironic node moves to another service, and a host that is added again has another id.
      if (owner?.id === id) owner.host = service.host;
      else if (owner?.host === service.host) owner.id = id;
      if (owner) continue;
      const one = { id, host: service.host };
      groups.set(name, [...(groups.get(name) ?? []), one]);
    }
    const doubtful = [...groups].filter(([, group]) => group.length > 1);
    const stored =
      doubtful.length > 0 ? await this.#stored(doubtful, recall) : undefined;
    for (const [name, group] of groups) {
      const score = ({ host }: NameOwner) => {
        const shown = stored?.get(keyOf(name, host)) ?? [];
        const plain = shown.filter(one => one === name).length;
        return 2 * plain - shown.length;
      };
      const [first] = [...group].sort((a, b) => score(b) - score(a));
      this.#owners.set(name, first);
    }
    return new Map(this.#owners);
  }

  #stored(doubtful: Array<[string, NameOwner[]]>, recall?: Recall) {
    const keys = new Set(
      doubtful.flatMap(([name, group]) =>
        group.map(({ host }) => keyOf(name, host)),
      ),
    );
    return recall?.({
      groupOf: server => {
        const key = keyOf(
          server['OS-EXT-SRV-ATTR:hypervisor_hostname'] ?? '',
          server['OS-EXT-SRV-ATTR:host'] ?? '',
        );
        return keys.has(key) ? key : undefined;
      },
      shown: ({ node }) => node,
    });
  }
}

function keyOf(name: string, host: string): string {
  return JSON.stringify([name, host]);
}
