import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useId } from 'react';
import { useListPaths, useWorkloadTypeDescriptors } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { ChoiceButtons } from '../fields';
import { useWorkloadTypeLabel } from '../WorkloadList';
import { TopClusters, TopNodes, TopStorages, TopWorkloads } from './TopLists';
import {
  TOP_LISTS,
  TOP_RESOURCES,
  useTopView,
  type TopList,
} from './useTopView';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
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
      gap: theme.spacing(1),
    },
    title: { margin: 0, fontSize: '1rem', fontWeight: 700 },
    buttons: { flexWrap: 'wrap' },
  }),
  { name: 'InfraDashboardTopPanel' },
);

/** The types of workloads that are machines, or replicas of others. */
function useTypes(): Record<'machines' | 'replicas', string[]> & {
  replicaTitle: string;
} {
  const typeLabel = useWorkloadTypeLabel();
  const types = [...useWorkloadTypeDescriptors().values()];
  const replicas = types.filter(({ role }) => role === 'replica');
  return {
    machines: types
      .filter(({ role }) => role === 'machine')
      .map(({ type }) => type),
    replicas: replicas.map(({ type }) => type),
    replicaTitle: replicas.map(({ type }) => typeLabel(type)).join(', '),
  };
}

/** What is full the most: clusters, nodes, storages and workloads, five of each. */
export function TopPanel({ clusters }: { clusters: ClusterStatus[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const id = useId();
  const paths = useListPaths();
  const types = useTypes();
  const { by, list, setBy, setList } = useTopView();
  const labels: Record<TopList, string> = {
    clusters: t('overview.clusters'),
    nodes: t('nodes.title'),
    storages: t('top.storages'),
    machines: t('workloads.viewMachines'),
    replicas: types.replicaTitle,
  };
  const lists = TOP_LISTS.filter(
    one => (one !== 'machines' && one !== 'replicas') || types[one].length > 0,
  );
  const shown = lists.includes(list) ? list : 'clusters';
  const all: Record<TopList, string> = {
    clusters: paths.clusters({ sort: `-${by}` }),
    nodes: paths.allNodes({ sort: `-${by}` }),
    storages: paths.storages({ sort: '-share' }),
    machines: paths.workloads({
      type: types.machines.join(','),
      sort: `-${by}`,
    }),
    replicas: paths.workloads({
      type: types.replicas.join(','),
      sort: `-${by}`,
    }),
  };
  const props = {
    by,
    clusters,
    label: `${t('top.title')}: ${labels[shown]}`,
    empty: t('top.none'),
  };
  const content = () => {
    switch (shown) {
      case 'nodes':
        return <TopNodes {...props} />;
      case 'storages':
        return <TopStorages {...props} />;
      case 'machines':
      case 'replicas':
        return <TopWorkloads {...props} types={types[shown]} />;
      default:
        return <TopClusters {...props} />;
    }
  };
  return (
    <Paper component="section" className={classes.root} aria-labelledby={id}>
      <div className={classes.bar}>
        <h2 id={id} className={classes.title}>
          {t('top.title')}
        </h2>
        <ChoiceButtons
          className={classes.buttons}
          label={t('top.list')}
          value={shown}
          onChange={setList}
          options={lists.map(value => ({ value, text: labels[value] }))}
        />
        {shown !== 'storages' && (
          <ChoiceButtons
            label={t('heatMap.by')}
            value={by}
            onChange={setBy}
            options={TOP_RESOURCES.map(value => ({
              value,
              text: t(`resource.${value}`),
            }))}
          />
        )}
        <Link to={all[shown]}>{t('top.all')}</Link>
      </div>
      {content()}
    </Paper>
  );
}
