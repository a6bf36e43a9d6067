import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ClusterStatus,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useId, useState, type ReactNode } from 'react';
import { isStale, problemsOf, type Problem } from '../../summary';
import { clusterRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge, Since } from '../Age';
import { StatusIcon } from '../StatusBadge';
import { mutedText } from '../mutedText';

/** Rows before the list folds. */
const SHORT = 8;

const useStyles = makeStyles(
  theme => ({
    root: {
      boxShadow: 'none',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius * 2,
      padding: theme.spacing(1.5, 2),
    },
    title: {
      margin: 0,
      marginBottom: theme.spacing(0.5),
      fontSize: '0.875rem',
      fontWeight: 700,
    },
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      display: 'grid',
      gridTemplateColumns: '16px minmax(110px, max-content) minmax(0, 1fr)',
      columnGap: theme.spacing(1),
      alignItems: 'start',
      padding: theme.spacing(0.5, 0),
      fontSize: '0.8125rem',
      lineHeight: 1.45,
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: '16px minmax(0, 1fr)',
      },
    },
    icon: { display: 'inline-flex', paddingTop: 1 },
    name: {
      fontWeight: 500,
      overflowWrap: 'anywhere',
    },
    reason: {
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('xs')]: { gridColumn: 2 },
    },
    state: { fontWeight: 500 },
    hint: { color: mutedText(theme) },
    age: { color: mutedText(theme) },
  }),
  { name: 'InfraDashboardAttentionList' },
);

export interface AttentionListProps {
  /** Clusters with problems, the worst first. */
  clusters: ClusterStatus[];
  /** Providers that do not run, since their configuration is wrong. */
  providers: ProviderStatus[];
}

/** Clusters that need attention, each with its reason and remedy. */
export function AttentionList({ clusters, providers }: AttentionListProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const clusterRoute = useRouteRef(clusterRouteRef);
  const titleId = useId();
  const [isOpen, setOpen] = useState(false);

  const row = (options: {
    key: string;
    name: ReactNode;
    tone: Problem['tone'];
    /** Everything that is wrong, the worst first. */
    problems: Array<{
      state: string;
      since?: string;
      reason?: string;
      hint?: string;
    }>;
    age?: ReactNode;
  }) => (
    <li key={options.key} className={classes.item}>
      <span className={classes.icon}>
        <StatusIcon tone={options.tone} />
      </span>
      <span className={classes.name}>{options.name}</span>
      <div className={classes.reason}>
        {options.problems.map(({ hint, reason, since, state }) => (
          <div key={state}>
            <span className={classes.state}>{state}</span>
            {since && (
              <span className={classes.age}>
                {' '}
                <Since time={since} />
              </span>
            )}
            {reason && ` – ${reason}`}
            {hint && (
              <span className={classes.hint}>
                {' '}
                {t('attention.hint', { hint })}
              </span>
            )}
          </div>
        ))}
        {options.age && <div className={classes.age}>{options.age}</div>}
      </div>
    </li>
  );

  const wordsOf = ({ hint, kind, reason, since, state }: Problem) => ({
    state: t(
      kind === 'workloads' ? 'attention.workloadsMissing' : `state.${state}`,
    ),
    reason: reason ?? (kind === 'stale' ? t('attention.stale') : undefined),
    since,
    hint,
  });

  const rows = [
    ...providers.map(({ error, name }) =>
      row({
        key: `provider ${name}`,
        name,
        tone: 'failed',
        problems: [
          {
            state: t('state.MISCONFIGURED'),
            reason: error?.message ?? t('inactive.misconfigured'),
            hint: error?.hint,
          },
        ],
      }),
    ),
    ...clusters.map(cluster => {
      const { freshness, name, workloadsFreshness } = cluster;
      const problems = problemsOf(cluster);
      const old = [freshness, workloadsFreshness].find(isStale);
      return row({
        key: `cluster ${name}`,
        name: (
          <Link to={clusterRoute({ cluster: encodeURIComponent(name) })}>
            {name}
          </Link>
        ),
        tone: problems[0].tone,
        problems: problems.map(wordsOf),
        age: old && <DataAge freshness={old} />,
      });
    }),
  ];
  if (rows.length === 0) return null;

  return (
    <Paper
      component="section"
      className={classes.root}
      aria-labelledby={titleId}
    >
      <h2 id={titleId} className={classes.title}>
        {t('attention.title')} ({rows.length})
      </h2>
      <ul className={classes.list}>{isOpen ? rows : rows.slice(0, SHORT)}</ul>
      {rows.length > SHORT && (
        <Button
          size="small"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen
            ? t('attention.less')
            : t('attention.more', { total: String(rows.length) })}
        </Button>
      )}
    </Paper>
  );
}
