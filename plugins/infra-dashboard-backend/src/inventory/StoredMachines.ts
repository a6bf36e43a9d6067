import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClusterRecord } from '../collector';
import type { WorkloadSource } from '../impact/WorkloadSource';
import type { ListOptions, WorkloadLists } from './query/WorkloadLists';

/** Reads what the database has, for one request. */
export class StoredMachines implements WorkloadSource {
  readonly #lists: WorkloadLists;
  readonly #options: ListOptions;
  readonly #known = new Map<string, Workload>();

  constructor(lists: WorkloadLists, options: ListOptions) {
    this.#lists = lists;
    this.#options = options;
  }

  async onNodes(record: ClusterRecord, nodes: string[]): Promise<Workload[]> {
    const options = this.#of([record.snapshot.name]);
    return this.#intern(await this.#lists.read(options, { nodes }));
  }

  async machines(keys: string[]): Promise<Workload[]> {
    return this.#intern(await this.#lists.withKeys(this.#options, keys));
  }

  async related(workloads: Iterable<Workload>): Promise<Workload[]> {
    const entities = new Set<string>();
    const namespaces = new Map<string, Set<string>>();
    for (const workload of workloads) {
      const { cluster, entityRefs = [], namespace, owner } = workload;
      for (const ref of entityRefs) entities.add(ref);
      if (!owner || !namespace) continue;
      const known = namespaces.get(cluster) ?? new Set();
      namespaces.set(cluster, known.add(namespace));
    }
    const found = new Set<Workload>();
    const add = (list: Workload[]) =>
      this.#intern(list).forEach(one => found.add(one));
    add(await this.#lists.ofEntities(this.#options, [...entities]));
    for (const [cluster, names] of namespaces) {
      const options = this.#of([cluster]);
      add(await this.#lists.inNamespaces(options, [...names]));
    }
    return [...found];
  }

  #of(names: string[]): ListOptions {
    const clusters = this.#options.clusters.filter(({ name }) =>
      names.includes(name),
    );
    return { ...this.#options, clusters };
  }

  #intern(workloads: Workload[]): Workload[] {
    return workloads.map(workload => {
      const key = JSON.stringify([workload.cluster, workload.id]);
      const known = this.#known.get(key);
      if (!known) this.#known.set(key, workload);
      return known ?? workload;
    });
  }
}
