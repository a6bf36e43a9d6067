import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ReactNode } from 'react';
import { useFormat } from '../../format';
import { nodeRouteRef } from '../../routes';
import { TimeAgo } from '../Age';
import { ClusterLink } from '../ClusterLink';
import { StatusBadge } from '../StatusBadge';
import { useTableStyles } from '../tableStyles';
import {
  useWorkloadAmounts,
  useWorkloadTypeLabel,
  WorkloadAmount,
} from '../WorkloadTable';
import type { ColumnId } from './columns';

export interface WorkloadCellProps {
  column: Exclude<ColumnId, 'name'>;
  workload: Workload;
}

function shortEntityRef(ref: string): string {
  return ref.replace(/^component:/, '').replace(/^default\//, '');
}

/** What a column shows of a workload. What is not known is a dash, never a 0. */
export function WorkloadCell({ column, workload }: WorkloadCellProps) {
  const classes = useTableStyles();
  const format = useFormat();
  const typeLabel = useWorkloadTypeLabel();
  const amounts = useWorkloadAmounts(workload);
  const nodeRoute = useRouteRef(nodeRouteRef);
  const { cluster, createdAt, metadata, node, ready, restarts, uptime } =
    workload;
  const dash = <span className={classes.muted}>–</span>;
  const line = (text: string | undefined, children: ReactNode = text) =>
    text ? (
      <div className={classes.nowrap} title={text}>
        {children}
      </div>
    ) : (
      dash
    );

  switch (column) {
    case 'status':
      return (
        <>
          <StatusBadge
            tone={workload.health}
            label={workload.status}
            reason={workload.statusReason}
          />
          {workload.statusReason && (
            <div
              className={`${classes.nowrap} ${classes.muted} ${classes.small}`}
              aria-hidden="true"
            >
              {workload.statusReason}
            </div>
          )}
        </>
      );
    case 'type':
      return line(typeLabel(workload.type));
    case 'cluster':
      return <ClusterLink cluster={cluster} />;
    case 'namespace':
      return line(workload.namespace);
    case 'vmid':
      return line(metadata?.vmid);
    case 'node':
      return line(
        node,
        <Link
          to={nodeRoute({
            cluster: encodeURIComponent(cluster),
            node: encodeURIComponent(node ?? ''),
          })}
        >
          {node}
        </Link>,
      );
    case 'ready':
      return line(ready && `${ready.ready}/${ready.desired}`);
    case 'restarts':
      return restarts === undefined ? dash : <>{format.count(restarts)}</>;
    case 'cpu':
    case 'memory':
      return <WorkloadAmount amount={amounts[column]} />;
    case 'storage':
      return workload.storage ? (
        <WorkloadAmount amount={amounts.storage} />
      ) : (
        dash
      );
    case 'uptime':
      return uptime === undefined ? dash : <>{format.duration(uptime)}</>;
    case 'created':
      return createdAt ? <TimeAgo time={createdAt} /> : dash;
    case 'addresses':
    case 'tags':
    case 'images':
      return line(workload[column]?.join(', '));
    case 'flavor':
      return line(metadata?.flavor);
    case 'owner':
      return line(workload.ownerRef);
    default:
      return line(workload.entityRefs?.map(shortEntityRef).join(', '));
  }
}
