import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useWorkloadPath } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { mutedText } from '../mutedText';
import { useTableStyles } from '../tableStyles';
import { useWorkloadIcon } from './workloadTypes';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      minWidth: 0,
    },
    text: { minWidth: 0 },
    icon: {
      display: 'inline-flex',
      flexShrink: 0,
      color: mutedText(theme),
    },
  }),
  { name: 'InfraDashboardWorkloadName' },
);

export interface WorkloadNameCellProps {
  workload: Workload;
  /** Name of its type. */
  type: string;
  /** Position of the row; arrow key navigation uses it to find the link. */
  index: number;
  /** Shows a value in the second line unless it has a column of its own. */
  isShown: (column: 'cluster' | 'namespace' | 'node' | 'tags') => boolean;
}

/** Icon of the type, the name as a link to where the workload runs, and details. */
export function WorkloadNameCell(props: WorkloadNameCellProps) {
  const { index, isShown, type, workload } = props;
  const classes = useTableStyles();
  const own = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const Icon = useWorkloadIcon()(workload.type);
  const pathOf = useWorkloadPath();
  const { name, owner } = workload;
  const details = [
    ...(['cluster', 'namespace', 'node'] as const)
      .filter(id => !isShown(id))
      .map(id => workload[id]),
    workload.template && t('workload.template'),
    owner && `${owner.kind} ${owner.name}`,
    !isShown('tags') && workload.tags?.join(' '),
  ]
    .filter(Boolean)
    .join(' · ');

  return (
    <div className={own.root}>
      <Tooltip title={type}>
        <span className={own.icon} role="img" aria-label={type}>
          <Icon size={18} />
        </span>
      </Tooltip>
      <div className={own.text}>
        <div className={`${classes.nowrap} ${classes.strong}`} title={name}>
          <Link to={pathOf(workload)} data-row={index}>
            {name}
          </Link>
        </div>
        {details && (
          <div
            className={`${classes.nowrap} ${classes.muted} ${classes.small}`}
            title={details}
          >
            {details}
          </div>
        )}
      </div>
    </div>
  );
}
