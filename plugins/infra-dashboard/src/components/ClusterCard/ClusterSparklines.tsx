import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { useHistories } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { useHistoryWords } from '../HistoryPanel';
import { mutedText } from '../mutedText';
import { Sparkline } from '../Sparkline';

const METRICS = ['cpu', 'memory'] as const;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '1fr 1fr',
      gap: theme.spacing(1.5),
      color: mutedText(theme),
      fontSize: '0.75rem',
    },
  }),
  { name: 'InfraDashboardClusterSparklines' },
);

function MetricSparkline(props: {
  cluster: string;
  metric: (typeof METRICS)[number];
}) {
  const { cluster, metric } = props;
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const words = useHistoryWords();
  const { data } = useHistories(metric);
  const history = data?.items.find(one => one.cluster === cluster);
  const [series] = history?.series ?? [];
  const summary = series && words.summary(series);
  if (!history || !summary) return null;
  const name = t(`resource.${metric}`);
  const label = t('history.sparkline', { metric: name, cluster, summary });
  return (
    <div title={label}>
      <span aria-hidden="true">{t('history.lastDay', { metric: name })}</span>
      <Sparkline history={history} label={label} />
    </div>
  );
}

/** The last day of a cluster's CPU and memory; nothing where nothing was sampled yet. */
export function ClusterSparklines({ cluster }: { cluster: string }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      {METRICS.map(metric => (
        <MetricSparkline key={metric} cluster={cluster} metric={metric} />
      ))}
    </div>
  );
}
