import type { MessageParams } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeNode, fakeWorkload } from '../testing/FakeProvider';
import { RecordedWorkloads } from '../testing/RecordedWorkloads';
import { clusterOf, entry, useCollectors } from './__testUtils__/useCollectors';

const SECRET = 'hunter2-of-the-portal';
const REASON: { statusReason: string; reasonParams: MessageParams } = {
  statusReason: `Refused ${SECRET} at nomad.example`,
  reasonParams: { reason: SECRET, count: 2 },
};
const CLEAN = {
  statusReason: 'Refused … at …',
  reasonParams: { reason: '…', count: 2 },
};

describe('secrets in what a provider reads', () => {
  const { create } = useCollectors();

  it('are in no reason, parameter or condition, and names stay', async () => {
    const { collector, fake, good } = create();
    const node = {
      ...fakeNode('a', 'nomad.example'),
      ...REASON,
      conditions: [
        {
          type: 'Ready',
          status: 'false' as const,
          severity: 'error' as const,
          reason: 'KubeletDown',
          message: `No login with ${SECRET}`,
        },
      ],
    };
    fake.behavior.topology = async provider => {
      const [cluster] = await good.topology(provider);
      return [{ ...cluster, ...REASON, nodes: [node] }];
    };
    fake.behavior.workloads = async () => ({
      items: [
        fakeWorkload('a', 'web', { ...REASON, labels: { app: 'web' } }),
        fakeWorkload('a', 'batch', { statusReason: 'OOMKilled' }),
      ],
    });
    fake.behavior.facts = async () => node;
    const settings = { url: 'https://nomad.example', tokenSecret: SECRET };
    const workloads = new RecordedWorkloads();
    collector.recordWith(workloads);
    collector.apply([entry('a', { settings })]);
    await collector.refresh('a');

    const [record] = collector.records;
    expect(clusterOf(collector)).toMatchObject(CLEAN);
    const cleanNode = {
      ...CLEAN,
      name: 'nomad.example',
      conditions: [{ reason: 'KubeletDown', message: 'No login with …' }],
    };
    expect(record.snapshot.topology.data?.nodes).toMatchObject([cleanNode]);
    expect(workloads.of('a')).toMatchObject([
      { name: 'web', ...CLEAN, labels: { app: 'web' } },
      { name: 'batch', statusReason: 'OOMKilled' },
    ]);
    expect(await collector.nodeFacts(record, node.name)).toMatchObject(
      cleanNode,
    );
    expect(JSON.stringify(collector.records)).not.toContain(`with ${SECRET}`);
  });
});
