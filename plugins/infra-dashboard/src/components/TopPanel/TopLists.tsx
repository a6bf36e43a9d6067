import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  ClusterStatus,
  Usage,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ReactNode } from 'react';
import {
  useClusterPath,
  useClustersWithNodes,
  useListPaths,
  useWorkloadPath,
} from '../../hooks';
import { usePolled } from '../../hooks/usePolled';
import { isStale } from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge } from '../Age';
import { ClusterLink } from '../ClusterLink';
import { NodeLink } from '../NodeLink';
import { QueryState } from '../QueryState';
import { fullest } from './fullest';
import { TopRows } from './TopRows';
import { TOP_ROWS, type TopResource } from './useTopView';

export interface TopListProps {
  /** Those that pass the filters of the page. */
  clusters: ClusterStatus[];
  by: TopResource;
  label: string;
  empty: string;
}

/** The cluster of a row, and the age of what is stale. */
function Place(props: {
  name: string;
  clusters: ClusterStatus[];
  more?: ReactNode;
}) {
  const clusterPath = useClusterPath();
  const cluster = props.clusters.find(one => one.name === props.name);
  return (
    <>
      <Link underline="always" to={clusterPath(props.name)}>
        {props.name}
      </Link>
      {props.more && <> · {props.more}</>}{' '}
      {cluster && isStale(cluster.freshness) && (
        <DataAge freshness={cluster.freshness} />
      )}
    </>
  );
}

/** When a cluster is full is in its history. */
function HistoryLink({ cluster }: { cluster: string }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const clusterPath = useClusterPath();
  return (
    <Link underline="always" to={`${clusterPath(cluster)}?tab=history`}>
      {t('history.title')}
    </Link>
  );
}

/** The clusters that are full the most. */
export function TopClusters({ by, clusters, ...others }: TopListProps) {
  const rows = fullest(clusters, ({ totals }) => totals[by], TOP_ROWS);
  return (
    <TopRows
      {...others}
      by={by}
      rows={rows.map(({ freshness, name, provider, totals }) => ({
        ...{ key: name, name, provider, usage: totals[by] },
        link: <ClusterLink cluster={name} />,
        note: (
          <>
            <HistoryLink cluster={name} />{' '}
            {isStale(freshness) && <DataAge freshness={freshness} />}
          </>
        ),
      }))}
    />
  );
}

/** The nodes that are full the most; all nodes are only requested while they are shown. */
export function TopNodes({ by, clusters, ...others }: TopListProps) {
  const query = useClustersWithNodes();
  const names = new Set(clusters.map(({ name }) => name));
  return (
    <QueryState query={query}>
      {data => (
        <TopRows
          {...others}
          by={by}
          rows={fullest(
            data
              .filter(({ name }) => names.has(name))
              .flatMap(({ nodes = [] }) => nodes),
            node => node[by],
            TOP_ROWS,
          ).map(node => ({
            ...{ key: `${node.cluster} ${node.id}`, name: node.name },
            ...{ provider: node.provider, usage: node[by] },
            link: <NodeLink cluster={node.cluster} name={node.name} short />,
            note: <Place name={node.cluster} clusters={clusters} />,
          }))}
        />
      )}
    </QueryState>
  );
}

/** Narrows a list of the backend to the clusters of the page. */
function toFilter(clusters: ClusterStatus[]): string {
  return clusters.map(({ name }) => name).join(',');
}

/** The storages that are full the most. */
export function TopStorages({ by, clusters, ...others }: TopListProps) {
  const paths = useListPaths();
  const cluster = toFilter(clusters);
  const query = usePolled(['top-storages', cluster], api =>
    api.getStorages({ cluster, sort: '-share', limit: TOP_ROWS }),
  );
  return (
    <QueryState query={query}>
      {({ items }) => (
        <TopRows
          {...others}
          by={by}
          rows={items
            .filter(({ space }) => space.used !== undefined)
            .map(storage => ({
              ...{ key: `${storage.cluster} ${storage.id}` },
              ...{ name: storage.name, provider: storage.provider },
              usage: storage.space,
              link: (
                <Link
                  to={paths.storages({
                    cluster: storage.cluster,
                    q: storage.name,
                  })}
                >
                  {storage.name}
                </Link>
              ),
              note: (
                <Place
                  name={storage.cluster}
                  clusters={clusters}
                  more={
                    <>
                      {storage.nodes?.length === 1 && `${storage.nodes[0]} · `}
                      <HistoryLink cluster={storage.cluster} />
                    </>
                  }
                />
              ),
            }))}
        />
      )}
    </QueryState>
  );
}

function usageOf(workload: Workload, by: TopResource): Usage | undefined {
  const { cpu } = workload;
  return by === 'cpu' ? { used: cpu.usage, total: cpu.count } : workload[by];
}

/** The workloads of some types that use the most; a limit not all of them have. */
export function TopWorkloads(props: TopListProps & { types: string[] }) {
  const { by, clusters, types, ...others } = props;
  const pathOf = useWorkloadPath();
  const cluster = toFilter(clusters);
  const type = types.join(',');
  const query = usePolled(['top-workloads', by, type, cluster], api =>
    api.getWorkloads({ cluster, type, sort: `-${by}`, limit: TOP_ROWS }),
  );
  return (
    <QueryState query={query}>
      {({ items }) => (
        <TopRows
          {...others}
          by={by}
          rows={items
            .filter(one => usageOf(one, by)?.used !== undefined)
            .map(one => ({
              ...{ key: `${one.cluster} ${one.id}`, name: one.name },
              ...{ provider: one.provider, usage: usageOf(one, by) },
              link: <Link to={pathOf(one)}>{one.name}</Link>,
              note: (
                <Place
                  name={one.cluster}
                  clusters={clusters}
                  more={one.namespace}
                />
              ),
            }))}
        />
      )}
    </QueryState>
  );
}
