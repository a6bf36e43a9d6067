import { totalsOfNodes } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  createFakeFactory,
  fakeNode,
  fakeStorage,
  fakeWorkload,
} from '../../testing/FakeProvider';
import { TYPES } from './createPolicy';
import { platformModule } from '../../testing/platformModule';

const fake = createFakeFactory({
  topology: async ({ name }) => {
    // Half of the clusters are broken, because errors must not reveal them either.
    if (name === 'cedar') {
      throw new ProviderFailure('UNREACHABLE', `Cannot reach ${name}`);
    }
    const nodes = [1, 2].map(number => ({
      ...fakeNode(name, `${name}-node-${number}`),
      health: 'degraded' as const,
      statusReason: `${name} is hot`,
      workloads: { total: 3, failed: 3 },
    }));
    return [
      {
        name,
        health: 'degraded',
        statusReason: `${name} is hot`,
        nodes,
        storages: [
          fakeStorage(name, `${name}-web-disk`, {
            ...{ backing: `${name}-web`, nodes: [nodes[0].name] },
          }),
        ],
        totals: {
          ...totalsOfNodes(nodes),
          workloads: { total: 3, failed: 3 },
        },
        limitations: [{ code: 'no-metrics', message: `${name} has none` }],
      },
    ];
  },
  workloads: async ({ name }) => ({
    items: [1, 2, 3].map(number =>
      fakeWorkload(name, `${name}-web-${number}`, {
        node: `${name}-node-1`,
        health: 'failed',
        labels: { app: name, part: `${number}` },
        namespace: `space-${number}`,
        tags: [`tag-${number}`],
        addresses: [`10.0.0.${number}`],
      }),
    ),
  }),
  detail: async ({ workload }) => ({
    workload: { commands: [`show ${workload.name}`] },
  }),
});

/** Platforms whose reasons and errors contain the name of their cluster. */
export const fakePlatforms = platformModule(
  ...TYPES.map(type => ({ ...fake.factory, type })),
);
