import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Problem } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { Fragment, type ReactNode } from 'react';
import { useClusterPath, useListPaths, useWorkloadPath } from '../../hooks';
import { settingsRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { NodeLink } from '../NodeLink';
import { useProblemListStyles } from './useProblemListStyles';

/** What has the problem and where it is, the cluster first, each as a link. */
export function ProblemObject({ problem }: { problem: Problem }) {
  const classes = useProblemListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const paths = useListPaths();
  const clusterPath = useClusterPath();
  const pathOf = useWorkloadPath();
  const settingsRoute = useRouteRef(settingsRouteRef);
  const { affected, cluster, count, kind, node, storage, workload } = problem;
  const parts: Array<[key: string, part: ReactNode]> = [
    [
      'cluster',
      <Link
        to={kind === 'misconfigured' ? settingsRoute() : clusterPath(cluster)}
      >
        {cluster}
      </Link>,
    ],
  ];
  if (node) {
    parts.push(['node', <NodeLink cluster={cluster} name={node} short />]);
  }
  if (storage) {
    parts.push([
      'storage',
      <Link to={paths.storages({ cluster, q: storage })}>{storage}</Link>,
    ]);
  }
  if (workload) {
    const { id, name, namespace } = workload;
    const path = id
      ? pathOf({ cluster, id })
      : paths.workload({ cluster, name, namespace });
    parts.push([
      'workload',
      <>
        <Link to={path}>{name}</Link>
        {namespace && <span className={classes.muted}> ({namespace})</span>}
      </>,
    ]);
  } else if (kind === 'app-failed' || kind === 'app-degraded') {
    const health = [...new Set(affected.items.map(one => one.health))];
    parts.push([
      'apps',
      <Link to={paths.workloads({ cluster, health: health.join(',') })}>
        {t('problems.apps', { count })}
      </Link>,
    ]);
  }
  return (
    <div className={classes.object}>
      {parts.map(([key, part], index) => (
        <Fragment key={key}>
          {index > 0 && <span className={classes.muted}> ▸ </span>}
          {part}
        </Fragment>
      ))}
    </div>
  );
}
