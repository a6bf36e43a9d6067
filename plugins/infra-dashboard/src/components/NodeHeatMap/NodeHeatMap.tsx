import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Paper from '@material-ui/core/Paper';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { isStale } from '../../summary';
import { useNodePath, useUrlState } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge } from '../Age';
import { ClusterLink } from '../ClusterLink';
import { ChoiceButtons } from '../fields';
import { mutedText } from '../mutedText';
import { heatColor } from '../ResourceBar';
import { HeatCell, type HeatMetric } from './HeatCell';

const METRICS: HeatMetric[] = ['cpu', 'memory', 'storage'];

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(1.5),
      padding: theme.spacing(2),
      boxShadow: 'none',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius * 2,
    },
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      color: mutedText(theme),
      fontSize: '0.8125rem',
    },
    legend: { display: 'inline-flex', alignItems: 'center', gap: 4 },
    sample: { width: 24, height: 12, borderRadius: 2 },
    rows: { display: 'grid', gap: theme.spacing(1.5) },
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(90px, 160px) minmax(0, 1fr)',
      gap: theme.spacing(1.5),
      fontSize: '0.8125rem',
      [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
    },
    cells: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: 4,
      margin: 0,
      padding: 0,
      listStyle: 'none',
      // Rows outside the viewport need no layout.
      contentVisibility: 'auto',
      containIntrinsicSize: 'auto 28px',
    },
    muted: { color: mutedText(theme) },
  }),
  { name: 'InfraDashboardNodeHeatMap' },
);

function Legend() {
  const classes = useStyles();
  const theme = useTheme();
  return (
    <span className={classes.legend} aria-hidden="true">
      0 %
      {[5, 25, 50, 70, 85, 97].map(share => (
        <span
          key={share}
          className={classes.sample}
          style={{ backgroundColor: heatColor(theme, share) }}
        />
      ))}
      100 %
    </span>
  );
}

/** All nodes of all clusters as squares, by how full they are. */
export function NodeHeatMap({ clusters }: { clusters: ClusterStatus[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const url = useUrlState();
  const nodePath = useNodePath();
  const requested = url.get('by') as HeatMetric;
  const metric = METRICS.includes(requested) ? requested : 'cpu';
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-label={t('heatMap.title')}
    >
      <div className={classes.bar}>
        <ChoiceButtons
          label={t('heatMap.by')}
          value={metric}
          onChange={one => url.set('by', one === 'cpu' ? '' : one)}
          options={METRICS.map(value => ({
            value,
            text: t(`resource.${value}`),
          }))}
        />
        <Legend />
        <span>{t('heatMap.note')}</span>
      </div>
      <div className={classes.rows}>
        {clusters.map(({ error, freshness, name, nodes = [] }) => (
          <div key={name} className={classes.row}>
            <div>
              <ClusterLink cluster={name} />
              {isStale(freshness) && (
                <div className={classes.muted}>
                  <DataAge freshness={freshness} />
                  <div>{error?.message ?? t('attention.stale')}</div>
                </div>
              )}
            </div>
            {nodes.length === 0 ? (
              <span className={classes.muted}>{t('heatMap.noNodes')}</span>
            ) : (
              <ul className={classes.cells} aria-label={name}>
                {nodes.map(node => (
                  <li key={node.id}>
                    <HeatCell
                      node={node}
                      metric={metric}
                      staleSince={
                        isStale(freshness) ? freshness.observedAt : undefined
                      }
                      to={nodePath(name, node.name)}
                    />
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </Paper>
  );
}
