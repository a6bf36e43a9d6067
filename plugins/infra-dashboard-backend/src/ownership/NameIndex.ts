import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/**
 * Workloads named by their path: `<cluster>/<type>/<id>`, `<cluster>/pod/payments/api-0`, or
 * `<cluster>/deployment/payments/api` for the deployment and its pods. Case is ignored.
 */
export class NameIndex<T> {
  /** By cluster, by type, and by what is left of the path. */
  readonly #clusters = new Map<string, Map<string, Map<string, T[]>>>();

  constructor(named: ReadonlyArray<{ path: string; target: T }>) {
    for (const { path, target } of named) {
      const [cluster, type, ...rest] = path.toLowerCase().split('/');
      const name = rest.join('/');
      if (!cluster || !type || !name) continue;
      const types = this.#clusters.get(cluster) ?? new Map();
      this.#clusters.set(cluster, types);
      const names = types.get(type) ?? new Map();
      types.set(type, names);
      const targets = names.get(name);
      if (targets) targets.push(target);
      else names.set(name, [target]);
    }
  }

  /** Calls back for each path that means the workload. */
  forEachMatch(workload: Workload, callback: (target: T) => void): void {
    if (this.#clusters.size === 0) return;
    const { cluster, id, name, namespace, type, owner } = workload;
    const types = this.#clusters.get(cluster.toLowerCase());
    if (!types) return;
    const place = (one: string) => (namespace ? `${namespace}/${one}` : one);
    const names = types.get(type.toLowerCase());
    if (names) {
      const prefix = `${cluster}/${type}/`;
      const own = id.startsWith(prefix) ? id.slice(prefix.length) : id;
      names.get(own.toLowerCase())?.forEach(callback);
      names.get(place(name).toLowerCase())?.forEach(callback);
    }
    const ofOwner = owner && types.get(owner.kind.toLowerCase());
    ofOwner?.get(place(owner!.name).toLowerCase())?.forEach(callback);
  }
}
