import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import type { StorageStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ReactNode } from 'react';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { Since } from '../Age';
import { ClusterLink } from '../ClusterLink';
import { NodeLink } from '../NodeLink';
import { ProviderBadge } from '../ProviderBadge';
import { ResourceBar } from '../ResourceBar';
import { StatusBadge } from '../StatusBadge';
import { useTableStyles } from '../tableStyles';
import type { StorageColumn } from './columns';

/** One storage. */
export function StorageRow(props: {
  storage: StorageStatus;
  columns: readonly StorageColumn[];
}) {
  const { columns, storage } = props;
  const { backing, cluster, content, health, name, nodes } = storage;
  const { provider, shared, space, statusReason, type } = storage;
  const classes = useTableStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const note = (text: ReactNode, title?: string) => (
    <div
      className={`${classes.nowrap} ${classes.muted} ${classes.small}`}
      title={title}
    >
      {text}
    </div>
  );
  const line = (text: string) => (
    <div className={classes.nowrap} title={text}>
      {text}
    </div>
  );
  // Two storages of a cluster with one name are those of two nodes.
  const place = shared === false && nodes?.length === 1 ? nodes[0] : undefined;
  const cells: Record<StorageColumn['id'], ReactNode> = {
    name: (
      <>
        <div className={`${classes.nowrap} ${classes.strong}`} title={name}>
          {name}
        </div>
        {(backing ?? place) && note(backing ?? place, backing)}
      </>
    ),
    status: (
      <>
        <StatusBadge
          tone={health}
          label={t(`state.${health}`)}
          reason={statusReason}
        />{' '}
        <span className={`${classes.muted} ${classes.small}`}>
          <Since time={storage.since} />
        </span>
        {statusReason && (
          <div
            className={`${classes.nowrap} ${classes.muted} ${classes.small}`}
            aria-hidden="true"
          >
            {statusReason}
          </div>
        )}
      </>
    ),
    cluster: (
      <>
        <ClusterLink cluster={cluster} />
        {note(<ProviderBadge provider={provider} />)}
      </>
    ),
    type: type && line(type),
    shared:
      shared === undefined
        ? undefined
        : t(shared ? 'storages.shared' : 'storages.local'),
    content: content && line(content.join(', ')),
    space: (
      <ResourceBar
        dense
        hideLabel
        kind="storage"
        usage={space}
        provider={provider}
        of={name}
      />
    ),
    total: space.total === undefined ? undefined : format.bytes(space.total),
    nodes:
      nodes?.length === 1 ? (
        <NodeLink cluster={cluster} name={nodes[0]} short />
      ) : (
        nodes && (
          <span title={nodes.join(', ')}>
            {t('storages.nodeCount', { count: nodes.length })}
          </span>
        )
      ),
  };
  return (
    <TableRow className={classes.row}>
      {columns.map(({ from, id }) => {
        const className = from
          ? `${classes.cell} ${classes[from]}`
          : classes.cell;
        return id === 'name' ? (
          <TableCell
            key={id}
            component="th"
            scope="row"
            role="rowheader"
            className={className}
          >
            {cells.name}
          </TableCell>
        ) : (
          <TableCell key={id} className={className}>
            {cells[id] ?? '–'}
          </TableCell>
        );
      })}
    </TableRow>
  );
}
