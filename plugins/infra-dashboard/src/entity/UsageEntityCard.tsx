import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type {
  ClusterStatus,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { DataAge } from '../components/Age';
import { ClusterBadge } from '../components/ClusterBadge';
import { ClusterNotice } from '../components/ClusterNotice';
import { NodeBadge } from '../components/NodeCard';
import { NotFound } from '../components/NotFound';
import { Notice } from '../components/Notice';
import { usePanelStyles } from '../components/panelStyles';
import { ProblemNotice } from '../components/ProblemNotice';
import { QueryState } from '../components/QueryState';
import { ResourceBar } from '../components/ResourceBar';
import { readProblems } from '../summary';
import { useCluster, useNode } from '../hooks';
import { infraDashboardTranslationRef } from '../translation';
import { EntityCardFrame } from './EntityCardFrame';
import { useInfraEntity } from './useInfraEntity';

function Bars(props: {
  of: string;
  provider: string;
  usage: Pick<NodeStatus, 'cpu' | 'memory' | 'storage'>;
}) {
  const { of, provider, usage } = props;
  const classes = usePanelStyles();
  return (
    <div className={classes.bars}>
      {(['cpu', 'memory', 'storage'] as const).map(kind => (
        <ResourceBar
          key={kind}
          kind={kind}
          usage={usage[kind]}
          provider={provider}
          of={of}
        />
      ))}
    </div>
  );
}

function ClusterUsage({ cluster }: { cluster: ClusterStatus }) {
  const classes = usePanelStyles();
  const { freshness, name, provider, totals } = cluster;
  return (
    <>
      <div className={classes.meta}>
        <ClusterBadge cluster={cluster} />
        <DataAge freshness={freshness} />
      </div>
      <ClusterNotice cluster={cluster} />
      {freshness.observedAt && (
        <Bars of={name} provider={provider} usage={totals} />
      )}
    </>
  );
}

function NodeUsage({ node }: { node: NodeStatus }) {
  const classes = usePanelStyles();
  return (
    <>
      <div className={classes.meta}>
        <NodeBadge node={node} />
        {node.freshness && <DataAge freshness={node.freshness} />}
      </div>
      {readProblems(node).map(problem => (
        <ProblemNotice key={problem.kind} problem={problem} />
      ))}
      {node.statusReason && (
        <Notice severity={node.health === 'failed' ? 'error' : 'warning'}>
          {node.statusReason}
        </Notice>
      )}
      <Bars of={node.name} provider={node.provider} usage={node} />
    </>
  );
}

function ClusterUsageCard({ cluster }: { cluster: string }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useCluster(cluster);
  return (
    <QueryState
      query={query}
      notFound={
        <NotFound>{t('failure.clusterNotFound', { cluster })}</NotFound>
      }
    >
      {data => <ClusterUsage cluster={data} />}
    </QueryState>
  );
}

function NodeUsageCard({ cluster, node }: { cluster: string; node: string }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const query = useNode({ cluster, node });
  return (
    <QueryState
      query={query}
      notFound={
        <NotFound>{t('failure.nodeNotFound', { cluster, node })}</NotFound>
      }
    >
      {data => <NodeUsage node={data} />}
    </QueryState>
  );
}

/** Card of a Resource entity that represents a cluster or a node: health and usage. */
export function UsageEntityCard() {
  const { cluster, node } = useInfraEntity();
  return (
    <EntityCardFrame>
      {node === undefined ? (
        <ClusterUsageCard cluster={cluster} />
      ) : (
        <NodeUsageCard cluster={cluster} node={node} />
      )}
    </EntityCardFrame>
  );
}
