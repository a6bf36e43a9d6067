import { Progress } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import type { Change } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { History } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { lazy, Suspense } from 'react';
import { useHistory, useMarkedChanges, useUrlState } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { LimitationList } from '../LimitationList';
import { mutedText } from '../mutedText';
import { Notice } from '../Notice';
import { Panel } from '../Panel';
import { QueryState } from '../QueryState';
import { ChoiceButtons } from '../fields';
import { HistoryMarks } from './HistoryMarks';
import { toMarks } from './toMarks';
import { useHistoryWords } from './useHistoryWords';

// The library that draws is large, and most visits need no plot.
const HistoryPlot = lazy(async () => ({
  default: (await import('./HistoryPlot')).HistoryPlot,
}));

/** How long a past can be shown, in days. */
const DAYS = { day: 1, week: 7, month: 30, year: 365 } as const;

type Range = keyof typeof DAYS;

const RANGES = Object.keys(DAYS) as Range[];

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), justifyItems: 'start' },
    plots: {
      justifySelf: 'stretch',
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 460px), 1fr))',
      gap: theme.spacing(0, 2),
    },
    words: {
      margin: theme.spacing(0, 0, 1),
      color: mutedText(theme),
      fontSize: '0.8125rem',
    },
    forecast: { color: theme.palette.text.primary },
    figure: { margin: 0 },
  }),
  { name: 'InfraDashboardHistoryPanel' },
);

function Plots({ history, marks }: { history: History; marks: Change[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const words = useHistoryWords();
  if (history.series.length === 0) {
    return <Notice severity="info">{t('history.none')}</Notice>;
  }
  return (
    <div className={classes.plots}>
      {history.series.map(series => {
        const label = t(`history.metric.${series.metric}`);
        const forecast = words.forecast(series);
        const source = words.source(series);
        return (
          <Panel key={series.metric} title={label}>
            <p className={classes.words}>
              {words.summary(series)}
              {forecast && (
                <>
                  {' · '}
                  <span className={classes.forecast}>{forecast}</span>
                </>
              )}
              {source && ` · ${source}`}
            </p>
            <figure className={classes.figure} aria-label={label}>
              <Suspense fallback={<Progress />}>
                <HistoryPlot
                  history={history}
                  series={series}
                  label={label}
                  marks={marks}
                />
              </Suspense>
            </figure>
          </Panel>
        );
      })}
    </div>
  );
}

/** Past usage of a cluster, node or workload. The time range is stored in the URL. */
export function HistoryPanel(props: {
  cluster: string;
  node?: string;
  /** Id of the workload. */
  workload?: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const url = useUrlState();
  const requested = url.get('range') as Range;
  // Of workloads, one day is stored.
  const hasRanges = props.workload === undefined;
  const range = hasRanges && RANGES.includes(requested) ? requested : 'day';
  const query = useHistory({ ...props, days: DAYS[range] });
  const changes = useMarkedChanges({ ...props, days: DAYS[range] });
  return (
    <section aria-label={t('history.title')} className={classes.root}>
      {hasRanges && (
        <ChoiceButtons
          label={t('history.range.label')}
          value={range}
          onChange={one => url.set('range', one === 'day' ? '' : one)}
          options={RANGES.map(value => ({
            value,
            text: t(`history.range.${value}`),
          }))}
        />
      )}
      <QueryState query={query}>
        {history => {
          const marks = toMarks(changes, history);
          return (
            <>
              <Plots history={history} marks={marks} />
              <HistoryMarks marks={marks} />
              {history.limitations && (
                <LimitationList limitations={history.limitations} />
              )}
            </>
          );
        }}
      </QueryState>
    </section>
  );
}
