import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useListPaths } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge, Since } from '../Age';
import { ClusterBadge } from '../ClusterBadge';
import { ClusterNotice } from '../ClusterNotice';
import { FactList, useMetadataFacts } from '../FactList';
import { LinkLine } from '../LinkLine';
import { LimitationList } from '../LimitationList';
import { Panel, Panels } from '../Panel';
import { usePanelStyles } from '../panelStyles';
import { ProviderBadge } from '../ProviderBadge';
import { usePlatformTerms } from '../usePlatformTerms';
import { ResourceBar } from '../ResourceBar';
import { NodeCounts, TotalLink, WorkloadCounts } from '../StateCounts';

/** Name, state, resources, facts and limitations of a cluster. */
export function ClusterHeader({ cluster }: { cluster: ClusterStatus }) {
  const classes = usePanelStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const nodesLabel =
    usePlatformTerms(cluster.provider)?.nodes ?? t('cluster.nodes');
  const paths = useListPaths();
  const metadataFacts = useMetadataFacts();
  const { displayName, freshness, limitations, name, totals } = cluster;
  const isRead = freshness.observedAt !== undefined;
  const facts = [
    ...(cluster.version
      ? [{ term: t('cluster.version'), value: cluster.version }]
      : []),
    {
      term: nodesLabel,
      value: (
        <>
          <TotalLink
            count={totals.nodes.total}
            label={nodesLabel}
            to={paths.nodes(name)}
          />{' '}
          <NodeCounts
            totals={totals}
            withWords
            pathOf={health => paths.nodes(name, health)}
          />
        </>
      ),
    },
    ...(totals.workloads
      ? [
          {
            term: t('cluster.workloads'),
            value: (
              <>
                <TotalLink
                  count={totals.workloads.total}
                  label={t('cluster.workloads')}
                  to={paths.workloads({ cluster: name })}
                />{' '}
                <WorkloadCounts
                  counts={totals.workloads}
                  withWords
                  pathOf={health => paths.workloads({ cluster: name, health })}
                />
              </>
            ),
          },
        ]
      : []),
    ...metadataFacts(cluster, { onlyHighlights: true }),
  ];

  return (
    <>
      <div>
        <div className={classes.title}>
          <h2 className={classes.name}>{name}</h2>
          <ClusterBadge cluster={cluster} />
          <span className={classes.meta}>
            <Since time={cluster.since} />
          </span>
        </div>
        <div className={classes.meta}>
          <ProviderBadge provider={cluster.provider} />
          {displayName && displayName !== name && <span>{displayName}</span>}
          <DataAge freshness={freshness} />
          <LinkLine cluster={name} provider={cluster.provider} />
        </div>
      </div>
      <ClusterNotice cluster={cluster} />
      {isRead && (
        <Panels>
          <Panel title={t('node.resources')}>
            <div className={classes.bars}>
              {(['cpu', 'memory', 'storage'] as const).map(kind => (
                <ResourceBar
                  key={kind}
                  kind={kind}
                  usage={totals[kind]}
                  provider={cluster.provider}
                  of={name}
                />
              ))}
            </div>
          </Panel>
          <Panel title={t('cluster.facts')}>
            <FactList facts={facts} />
          </Panel>
          {limitations && (
            <Panel title={t('cluster.limitations')}>
              <LimitationList limitations={limitations} />
            </Panel>
          )}
        </Panels>
      )}
    </>
  );
}
