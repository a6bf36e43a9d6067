import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { Fragment, type ReactNode } from 'react';
import { useClusterPath, useListPaths, usePlatforms } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { iconOf } from '../icons';
import { NodeLink } from '../NodeLink';
import { useProviderIcon } from '../ProviderBadge';
import { useTermLabel } from '../useTermLabel';
import { useWorkloadIcon, useWorkloadTypeLabel } from '../WorkloadList';
import { useChangeListStyles } from './useChangeListStyles';

/** Icon and name of what kind of object changed. */
function useObjectKind() {
  const platforms = usePlatforms();
  const termLabel = useTermLabel();
  const typeLabel = useWorkloadTypeLabel();
  const workloadIcon = useWorkloadIcon();
  const providerIcon = useProviderIcon();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return ({ node, provider, storage, workload }: Change) => {
    const terms = platforms.get(provider)?.terms;
    if (workload) {
      const type = workload.type ?? '';
      const label = workload.controller ?? typeLabel(type);
      return { Icon: workloadIcon(type), label };
    }
    if (storage !== undefined) {
      return { Icon: iconOf('database-2'), label: t('storages.title') };
    }
    return node
      ? { Icon: iconOf('server'), label: termLabel(terms?.node ?? 'node') }
      : {
          Icon: providerIcon(provider),
          label: termLabel(terms?.cluster ?? 'cluster'),
        };
  };
}

/** The object that changed and where it is: workload, storage, node and cluster, each as a link. */
export function ChangedObject({ change }: { change: Change }) {
  const classes = useChangeListStyles();
  const paths = useListPaths();
  const clusterPath = useClusterPath();
  const { Icon, label } = useObjectKind()(change);
  const { cluster, kind, node, storage, workload } = change;
  const isGone = kind === 'removed';
  const parts: Array<[key: string, part: ReactNode]> = [];
  if (workload) {
    const { name, namespace } = workload;
    parts.push([
      'workload',
      <>
        {isGone ? (
          name
        ) : (
          <Link to={paths.workload({ cluster, name, namespace })}>{name}</Link>
        )}
        {namespace && <span className={classes.muted}> ({namespace})</span>}
      </>,
    ]);
  }
  if (storage !== undefined) {
    parts.push([
      'storage',
      isGone ? (
        storage
      ) : (
        <Link to={paths.storages({ cluster, q: storage })}>{storage}</Link>
      ),
    ]);
  }
  if (node) {
    parts.push([
      'node',
      isGone && !workload && storage === undefined ? (
        node
      ) : (
        <NodeLink cluster={cluster} name={node} short inText={isGone} />
      ),
    ]);
  }
  parts.push([
    'cluster',
    <Link
      // Next to the plain name of what is gone, color alone does not mark a link.
      underline={isGone ? 'always' : 'hover'}
      to={clusterPath(cluster)}
    >
      {cluster}
    </Link>,
  ]);

  return (
    <div className={`${classes.cell} ${classes.object}`}>
      <span className={classes.icon} role="img" aria-label={label}>
        <Icon size={16} />
      </span>
      <span>
        {parts.map(([key, part], index) => (
          <Fragment key={key}>
            {index > 0 && <span className={classes.muted}> ▸ </span>}
            {part}
          </Fragment>
        ))}
      </span>
    </div>
  );
}
