import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { StatusBadge } from '../StatusBadge';
import { useTableStyles } from '../tableStyles';

/** Status of a workload with its reason below. */
export function WorkloadStatusCell({ workload }: { workload: Workload }) {
  const classes = useTableStyles();
  const reason = workload.statusReason;
  return (
    <>
      <StatusBadge
        tone={workload.health}
        label={workload.status}
        reason={reason}
      />
      {reason && (
        <div
          className={`${classes.nowrap} ${classes.muted} ${classes.small}`}
          aria-hidden="true"
        >
          {reason}
        </div>
      )}
    </>
  );
}
