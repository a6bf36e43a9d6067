import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  ClusterStatus,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { RiLayoutGridLine, RiTableLine } from '@remixicon/react';
import { useMemo } from 'react';
import { compareNodes, matchesWords } from '../../summary';
import { useUrlState } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { ChoiceButtons, SearchField } from '../fields';
import { useGridStyles } from '../gridStyles';
import { NodeCard } from '../NodeCard';
import { NodeHealthFilter, useNodeHealths } from '../NodeHealthFilter';
import { NodeTable } from '../NodeTable';
import { Notice } from '../Notice';
import { usePanelStyles } from '../panelStyles';
import { usePlatformTerms } from '../usePlatformTerms';
import { nodeText } from './nodeText';

/** More nodes than this are easier to read as a table. */
const TABLE_FROM = 24;

const NO_NODES: NodeStatus[] = [];

/** The nodes of a cluster as cards or table, unhealthy ones first. */
export function NodeList(props: { cluster: ClusterStatus }) {
  const { cluster } = props;
  const { freshness, name, nodes = NO_NODES } = cluster;
  const classes = usePanelStyles();
  const grid = useGridStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const terms = usePlatformTerms(cluster.provider);
  const url = useUrlState();
  const text = url.get('q');
  const fallback = nodes.length > TABLE_FROM ? 'table' : 'cards';
  const view = url.get('view') || fallback;
  const state = useNodeHealths();
  const { passes } = state;
  const shown = useMemo(
    () =>
      nodes
        .filter(
          node => passes(node, cluster) && matchesWords(nodeText(node), text),
        )
        .sort(compareNodes),
    [cluster, nodes, passes, text],
  );
  if (nodes.length === 0) {
    return (
      <Notice severity="info">
        {t(
          freshness.observedAt ? 'cluster.nodesHidden' : 'cluster.nodesUnread',
        )}
      </Notice>
    );
  }
  return (
    <>
      <div className={classes.toolbar}>
        <SearchField
          label={terms?.filterNodes ?? t('cluster.filterNodes')}
          value={text}
          onChange={value => url.set('q', value)}
        />
        <NodeHealthFilter clusters={[cluster]} state={state} />
        <ChoiceButtons
          className={classes.push}
          label={t('cluster.view')}
          value={view}
          onChange={value => url.set('view', value)}
          options={[
            {
              ...{ value: 'cards', text: t('cluster.cards') },
              icon: <RiLayoutGridLine size={16} />,
            },
            {
              ...{ value: 'table', text: t('cluster.table') },
              icon: <RiTableLine size={16} />,
            },
          ]}
        />
      </div>
      {shown.length === 0 && (
        <Notice severity="info">{t('cluster.noMatch')}</Notice>
      )}
      {shown.length > 0 && view === 'table' && (
        <NodeTable cluster={name} nodes={shown} provider={cluster.provider} />
      )}
      {shown.length > 0 && view !== 'table' && (
        <ul className={grid.grid}>
          {shown.map(node => (
            <li key={node.id}>
              <NodeCard node={node} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
