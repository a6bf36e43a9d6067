import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useEffect, useState, type ReactNode } from 'react';
import { demoInventory } from '../src/__testUtils__/demoInventory';
import { fakeHistory } from '../src/__testUtils__/fakeHistory';
import { createResponseError } from '../src/__testUtils__/FakeInfraDashboardApi';
import { ClusterCard } from '../src/components/ClusterCard';
import { ClusterTable } from '../src/components/ClusterTable';
import { OverviewSummary } from '../src/components/OverviewSummary';
import { NodeCard } from '../src/components/NodeCard';
import { NodeHeatMap } from '../src/components/NodeHeatMap';
import { Notice } from '../src/components/Notice';
import { ProblemList } from '../src/components/ProblemList';
import { ProviderBadge } from '../src/components/ProviderBadge';
import { QueryState } from '../src/components/QueryState';
import { ResourceBar } from '../src/components/ResourceBar';
import { Sparkline } from '../src/components/Sparkline';
import { StatusBadge } from '../src/components/StatusBadge';
import { WorkloadList } from '../src/components/WorkloadList';
import { HEALTHS_WORST_FIRST } from '../src/summary';

const GIB = 1024 ** 3;

const USAGES = {
  measured: { used: 12, total: 64, percentage: 18.75 },
  'nearly full': { used: 53, total: 64, percentage: 83 },
  full: { used: 63, total: 64, percentage: 98 },
  'requested, too': { used: 12, total: 64, percentage: 18.75, requested: 40 },
  'over-committed': { total: 64, requested: 90 },
  'only capacity': { total: 64 },
  unknown: {},
};

/** The counts of the gallery lead nowhere. */
const LINKS = {
  clusters: () => '#',
  nodes: () => '#',
  workloads: () => '#',
  unowned: () => '#',
};

function Section(props: { title: string; children: ReactNode }) {
  return (
    <section style={{ marginBottom: 32 }}>
      <h2>{props.title}</h2>
      <div style={{ display: 'grid', gap: 12 }}>{props.children}</div>
    </section>
  );
}

function QueryStates({ clusters }: { clusters: ClusterStatus[] }) {
  const [errors, setErrors] = useState<Error[]>([]);
  useEffect(() => {
    const statuses = [403, 401, 429, 503];
    Promise.all(
      statuses.map(status =>
        createResponseError(status, { message: 'It restarts' }),
      ),
    ).then(setErrors);
  }, []);
  const base = { isLoading: false, refresh: () => {} };
  const show = () => (
    <Notice severity="info">{clusters.length} clusters</Notice>
  );
  return (
    <>
      <h3>loading</h3>
      <QueryState query={{ ...base, isLoading: true }}>{show}</QueryState>
      {errors.map((error, index) => (
        <div key={error.message + String(index)}>
          <h3>{error.message}</h3>
          <QueryState query={{ ...base, error }}>{show}</QueryState>
        </div>
      ))}
      {errors.slice(2).map(error => (
        <div key={error.message}>
          <h3>{error.message}, after data</h3>
          <QueryState query={{ ...base, error, data: clusters }}>
            {show}
          </QueryState>
        </div>
      ))}
    </>
  );
}

/** Each component with fake data, in every state that it has. */
export function ComponentGallery() {
  const [{ clusters }] = useState(demoInventory);
  const nodes = clusters.flatMap(cluster => cluster.nodes ?? []);
  return (
    <main style={{ padding: 24 }}>
      <h1>Components</h1>
      <Section title="ProviderBadge">
        {['proxmox', 'kubernetes', 'openstack', 'vmware'].map(provider => (
          <ProviderBadge key={provider} provider={provider} />
        ))}
      </Section>
      <Section title="StatusBadge">
        {HEALTHS_WORST_FIRST.map(tone => (
          <StatusBadge key={tone} tone={tone} label={tone} reason="Why it is" />
        ))}
      </Section>
      <Section title="ResourceBar">
        {Object.entries(USAGES).map(([name, usage]) => (
          <ResourceBar key={name} kind="cpu" usage={usage} of={name} />
        ))}
        <ResourceBar
          kind="memory"
          usage={{ used: 3 * GIB, total: 8 * GIB }}
          provider="openstack"
        />
      </Section>
      <Section title="Sparkline">
        {clusters.slice(0, 3).map(cluster => (
          <Sparkline
            key={cluster.name}
            history={fakeHistory(cluster, { metric: 'memory' })}
            label={`Memory of ${cluster.name}`}
          />
        ))}
      </Section>
      <Section title="OverviewSummary">
        <OverviewSummary clusters={clusters} links={LINKS} />
        <OverviewSummary clusters={[]} links={LINKS} unowned={12} />
      </Section>
      <Section title="ProblemList">
        <ProblemList query={{}} />
      </Section>
      <Section title="ClusterCard">
        {clusters.map(cluster => (
          <ClusterCard key={cluster.name} cluster={cluster} />
        ))}
      </Section>
      <Section title="ClusterTable">
        <ClusterTable clusters={clusters} />
      </Section>
      <Section title="NodeCard">
        {nodes.slice(0, 12).map(node => (
          <NodeCard key={`${node.cluster}/${node.id}`} node={node} />
        ))}
      </Section>
      <Section title="NodeHeatMap">
        <NodeHeatMap clusters={clusters} />
      </Section>
      <Section title="WorkloadList">
        <WorkloadList />
        <WorkloadList scope={{ cluster: 'nowhere' }} place="nowhere" />
      </Section>
      <Section title="QueryState">
        <QueryStates clusters={clusters} />
      </Section>
    </main>
  );
}
