import { useRouteRef } from '@backstage/core-plugin-api';
import {
  changesRouteRef,
  nodesRouteRef,
  rootRouteRef,
  storagesRouteRef,
  workloadsRouteRef,
} from '../routes';
import { useClusterPath } from './useObjectPaths';

/** The workloads behind a count. */
export interface WorkloadListFilter {
  /** One platform, or several separated by commas. */
  provider?: string;
  /** One cluster, or several separated by commas. */
  cluster?: string;
  node?: string;
  health?: string;
  entityRef?: string;
  /** Id of the controller of replicas. */
  controller?: string;
  /** One type, or several separated by commas. */
  type?: string;
  /** An entity, or `none`. */
  owner?: string;
  sort?: string;
}

/** Properties shared by all changes of a list. */
export interface ChangeScope {
  cluster?: string;
  node?: string;
  entityRef?: string;
}

/** The paths of the lists of nodes, workloads and changes. */
export function useListPaths() {
  const clusterPath = useClusterPath();
  const rootRoute = useRouteRef(rootRouteRef);
  const nodesRoute = useRouteRef(nodesRouteRef);
  const workloadsRoute = useRouteRef(workloadsRouteRef);
  const storagesRoute = useRouteRef(storagesRouteRef);
  const changesRoute = useRouteRef(changesRouteRef);
  return {
    /** The clusters in a table, in the order of a column. */
    clusters({ sort }: { sort: string }): string {
      const search = new URLSearchParams({
        view: 'table',
        group: 'flat',
        sort,
      });
      return `${rootRoute()}?${search}`;
    },
    /** The nodes of all clusters, in the order of a column. */
    allNodes({ sort }: { sort: string }): string {
      return `${nodesRoute()}?${new URLSearchParams({ sort })}`;
    },
    /** The workloads that a search finds. */
    search(q: string): string {
      return `${workloadsRoute()}?${new URLSearchParams({ q })}`;
    },
    changes(scope: ChangeScope & { range?: string }): string {
      const given = Object.entries(scope).filter(([, value]) => value);
      return `${changesRoute()}?${new URLSearchParams(given)}`;
    },
    /** The list that is filtered for one workload of an unknown id. */
    workload(one: { cluster: string; namespace?: string; name: string }) {
      const { cluster, name, namespace } = one;
      const search = new URLSearchParams({ cluster, q: name });
      if (namespace) search.set('namespace', namespace);
      return `${workloadsRoute()}?${search}`;
    },
    /** The storages of a cluster, or all of them. */
    storages(
      filter: { cluster?: string; q?: string; sort?: string } = {},
    ): string {
      const given = Object.entries(filter).filter(([, value]) => value);
      return given.length > 0
        ? `${storagesRoute()}?${new URLSearchParams(given)}`
        : storagesRoute();
    },
    nodes(cluster: string, health?: string): string {
      const search = new URLSearchParams({ tab: 'nodes' });
      if (health) search.set('status', health);
      return `${clusterPath(cluster)}?${search}`;
    },
    workloads(filter: WorkloadListFilter): string {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(filter)) {
        if (value) search.set(name, value);
      }
      // Counts leave templates out, which are stopped workloads in the list.
      if (filter.controller) return `${workloadsRoute()}?${search}`;
      if (!filter.health || filter.health === 'stopped') {
        search.set('template', 'false');
      }
      return `${workloadsRoute()}?${search}`;
    },
  };
}
