import {
  healthInput,
  pageInput,
  pageOutput,
  toWorkloadOutput,
  workloadOutput,
} from './schemas';
import {
  READ_ONLY,
  titlesOf,
  typesOf,
  workloadTitlesOf,
  workloadTypesOf,
  type ActionDependencies,
} from './types';

export function createFindWorkloadsAction(options: ActionDependencies): void {
  const { actionsRegistry, platforms, service } = options;
  actionsRegistry.register({
    name: 'find-infrastructure-workloads',
    title: 'Find Infrastructure Workloads',
    description: `
Finds workloads (${workloadTitlesOf(
      platforms,
    )}) in all clusters of all platforms (${titlesOf(
      platforms,
    )}) that you may see.

## When to use

To find out where something runs and whether it is healthy: by name, id, IP address, tag, image or label (\`query\`), by the catalog entity that it belongs to (\`entityRef\`), by cluster, node, namespace or health.

All filters must match. Results come in pages: pass \`nextCursor\` as \`cursor\` for the next one.
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          query: z
            .string()
            .max(200)
            .optional()
            .describe(
              'Words that name, id, address, tag, image, node or label must hold',
            ),
          entityRef: z
            .string()
            .optional()
            .describe(
              'Entity such as component:default/shop, system:default/shop or group:default/payments',
            ),
          owner: z
            .string()
            .optional()
            .describe('Who exactly owns it, such as group:default/payments'),
          provider: z
            .string()
            .optional()
            .describe(`Platform: ${typesOf(platforms)}`),
          cluster: z.string().optional().describe('Name of a cluster'),
          node: z.string().optional().describe('Name of a node'),
          namespace: z
            .string()
            .optional()
            .describe('Namespace, pool or project'),
          type: z
            .string()
            .optional()
            .describe(`Type: ${workloadTypesOf(platforms)}`),
          health: healthInput(z).optional(),
          ...pageInput(z),
        }),
      output: z =>
        z.object({
          workloads: z.array(workloadOutput(z, platforms)).describe('One page'),
          ...pageOutput(z),
        }),
    },
    examples: [
      {
        title: 'Find the workload with an IP address',
        input: { query: '10.0.0.12', limit: 25 },
      },
      {
        title: 'Find what of a component is failing',
        input: {
          entityRef: 'component:default/shop',
          health: 'failed',
          limit: 25,
        },
      },
    ],
    action: async ({ input, credentials }) => {
      const inventory = await service.readAs(credentials);
      const { query, ...filters } = input;
      const page = await inventory.queryWorkloads({ ...filters, q: query });
      return {
        output: {
          workloads: page.items.map(toWorkloadOutput),
          totalItems: page.totalItems,
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
