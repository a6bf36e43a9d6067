import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useClusterPath } from '../../hooks';
import { readProblems } from '../../summary';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { DataAge, Since } from '../Age';
import { ConditionList } from '../ConditionList';
import { FactList, useMetadataFacts, type Fact } from '../FactList';
import { NodeBadge } from '../NodeCard';
import { LinkLine } from '../LinkLine';
import { Notice } from '../Notice';
import { Panel, Panels } from '../Panel';
import { usePanelStyles } from '../panelStyles';
import { ProblemNotice } from '../ProblemNotice';
import { ProviderBadge } from '../ProviderBadge';
import { ResourceBar } from '../ResourceBar';
import { WorkloadCounts } from '../StateCounts';

/** Name, state, resources, conditions and facts of a node. */
export function NodeHeader({ node }: { node: NodeStatus }) {
  const classes = usePanelStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const metadataFacts = useMetadataFacts();
  const clusterPath = useClusterPath();
  const { addresses, cluster, conditions, labels, provider, workloads } = node;
  const facts: Fact[] = [
    ...(workloads
      ? [
          {
            term: t('cluster.workloads'),
            value: (
              <>
                {format.count(workloads.total)}{' '}
                <WorkloadCounts counts={workloads} withWords />
              </>
            ),
          },
        ]
      : []),
    ...(addresses?.length
      ? [{ term: t('node.addresses'), value: addresses.join(', ') }]
      : []),
    ...metadataFacts(node),
  ];
  const labelFacts = Object.entries(labels ?? {}).map(([term, value]) => ({
    term,
    value: value || '–',
  }));

  return (
    <>
      <div>
        <div className={classes.title}>
          <h2 className={classes.name}>{node.name}</h2>
          <NodeBadge node={node} />
          <span className={classes.meta}>
            <Since time={node.since} />
          </span>
        </div>
        <div className={classes.meta}>
          <ProviderBadge provider={provider} />
          <Link to={clusterPath(cluster)}>{cluster}</Link>
          {node.freshness && <DataAge freshness={node.freshness} />}
          <LinkLine cluster={cluster} provider={provider} node={node.name} />
          {node.uptime !== undefined && (
            <span>
              {t('node.up', { duration: format.duration(node.uptime) })}
            </span>
          )}
        </div>
      </div>
      {readProblems(node).map(problem => (
        <ProblemNotice key={problem.kind} problem={problem} />
      ))}
      {node.statusReason && (
        <Notice severity={node.health === 'failed' ? 'error' : 'warning'}>
          {node.statusReason}
        </Notice>
      )}
      <Panels>
        <Panel title={t('node.resources')}>
          <div className={classes.bars}>
            {(['cpu', 'memory', 'storage'] as const).map(kind => (
              <ResourceBar
                key={kind}
                kind={kind}
                usage={node[kind]}
                provider={provider}
                of={node.name}
              />
            ))}
          </div>
        </Panel>
        {conditions && conditions.length > 0 && (
          <Panel title={t('node.conditions')}>
            <ConditionList conditions={conditions} />
          </Panel>
        )}
        {facts.length > 0 && (
          <Panel title={t('node.facts')}>
            <FactList facts={facts} />
          </Panel>
        )}
        {labelFacts.length > 0 && (
          <Panel title={t('node.labels')}>
            <FactList facts={labelFacts} />
          </Panel>
        )}
      </Panels>
    </>
  );
}
