import type { CapacityReport } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { READ_ONLY, typesOf, type ActionDependencies } from './types';

function toOutput(one: CapacityReport['items'][number]) {
  const { cluster, fits, free, freshness, limits, nodes, provider } = one;
  return {
    ...{ cluster, provider, freshness: freshness.state, fits, free },
    nodes: nodes.map(({ name, fits: count }) => `${name}: ${count}`),
    limits: limits.map(({ kind, nodes: count, reason }) =>
      [`${count} nodes:`, kind, ...(reason ? [`(${reason})`] : [])].join(' '),
    ),
    withoutLargestNode: one.withoutLargest && {
      node: one.withoutLargest.node,
      fits: one.withoutLargest.fits,
      isEnough: one.withoutLargest.isEnough,
    },
    overcommit: one.overcommit,
  };
}

export function createFindCapacityAction(options: ActionDependencies): void {
  const { actionsRegistry, platforms, service } = options;
  actionsRegistry.register({
    name: 'find-infrastructure-capacity',
    title: 'Find Infrastructure Capacity',
    description: `
Finds the clusters in which a machine or pod of a size fits, by the rules of each platform's scheduler: what nodes have given away, which ones are closed, how many more fit, and whether the cluster survives the loss of its largest node.

## When to use

Before something new is placed, or to compare how full clusters are. Affinity, quotas of projects and namespaces, and devices are not looked at.
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          cpu: z.number().min(0).optional().describe('Cores that it needs'),
          memory: z.number().min(0).optional().describe('Bytes that it needs'),
          provider: z
            .string()
            .optional()
            .describe(`Only this platform: ${typesOf(platforms)}`),
          cluster: z.string().optional().describe('Only this cluster'),
        }),
      output: z => {
        const amounts = {
          cpu: z.number().optional().describe('Cores'),
          memory: z.number().optional().describe('Bytes'),
        };
        return z.object({
          clusters: z
            .array(
              z.object({
                cluster: z.string().describe('Name'),
                provider: z.string().describe('Its platform'),
                freshness: z.string().describe('stale: older numbers'),
                fits: z.number().describe('How many of this size fit'),
                free: z
                  .object({ ...amounts, slots: z.number().optional() })
                  .describe('On open nodes; absent: not limited'),
                nodes: z.array(z.string()).describe('Nodes, and how many fit'),
                limits: z.array(z.string()).describe('Why others take none'),
                withoutLargestNode: z
                  .object({
                    node: z.string(),
                    fits: z.number().describe('At most'),
                    isEnough: z
                      .boolean()
                      .describe('Whether the others can take what it ran'),
                  })
                  .optional()
                  .describe('After the loss of the largest node'),
                overcommit: z
                  .object(amounts)
                  .describe('Given away for each core and byte there is'),
              }),
            )
            .describe('Where most fit first'),
        });
      },
    },
    examples: [
      {
        title: 'Where does a machine with 4 cores and 16 GiB fit?',
        input: { cpu: 4, memory: 17_179_869_184 },
      },
    ],
    action: async ({ input, credentials }) => {
      const inventory = await service.readAs(credentials);
      const { items } = inventory.findCapacity(input);
      return { output: { clusters: items.map(toOutput) } };
    },
  });
}
