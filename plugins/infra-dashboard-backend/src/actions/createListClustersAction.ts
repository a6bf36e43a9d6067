import {
  clusterOutput,
  healthInput,
  limitInput,
  toClusterOutput,
} from './schemas';
import { READ_ONLY, titlesOf, typesOf, type ActionDependencies } from './types';

export function createListClustersAction(options: ActionDependencies): void {
  const { actionsRegistry, platforms, service } = options;
  actionsRegistry.register({
    name: 'list-infrastructure-clusters',
    title: 'List Infrastructure Clusters',
    description: `
Lists the clusters of all platforms (${titlesOf(
      platforms,
    )}) that you may see, with their health, number of nodes and workloads, and CPU, memory and storage totals.

## When to use

To get an overview of all infrastructure, to find the name of a cluster for the other actions, or to compare how full clusters are. To learn why something is unhealthy, use \`explain-unhealthy-infrastructure\`.

A cluster that cannot be read is listed with the reason; its numbers are then the last good ones, or absent. An absent number is unknown, not 0.
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          provider: z
            .string()
            .optional()
            .describe(`Only clusters of this platform: ${typesOf(platforms)}`),
          health: healthInput(z).optional(),
          limit: limitInput(z),
        }),
      output: z =>
        z.object({
          clusters: z
            .array(clusterOutput(z, platforms))
            .describe('The clusters, by name'),
          totalItems: z
            .number()
            .describe('Number of clusters before the limit was applied'),
        }),
    },
    examples: [
      {
        title: 'List failed clusters',
        input: { health: 'failed', limit: 25 },
      },
    ],
    action: async ({ input, credentials }) => {
      const inventory = await service.readAs(credentials);
      const { provider, health } = input;
      const { items } = await inventory.listClusters({ provider, health });
      return {
        output: {
          clusters: items.slice(0, input.limit).map(toClusterOutput),
          totalItems: items.length,
        },
      };
    },
  });
}
