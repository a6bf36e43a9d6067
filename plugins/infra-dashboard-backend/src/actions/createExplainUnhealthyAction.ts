import { explainVisible } from '../inventory/explainVisible';
import { limitInput } from './schemas';
import { READ_ONLY, typesOf, type ActionDependencies } from './types';

export function createExplainUnhealthyAction(
  options: ActionDependencies,
): void {
  const { actionsRegistry, platforms, service } = options;
  actionsRegistry.register({
    name: 'explain-unhealthy-infrastructure',
    title: 'Explain Unhealthy Infrastructure',
    description: `
Lists the problems of all clusters that you may see, the worst first: clusters that cannot be read, broken or overloaded nodes, and failing workloads grouped by their reason, each with the reason and, where known, what to do.

## When to use

To find out what is broken in everything, in one platform or in one cluster. An empty list of problems means that everything you may see is healthy.
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          provider: z
            .string()
            .optional()
            .describe(`Only this platform: ${typesOf(platforms)}`),
          cluster: z.string().optional().describe('Only this cluster'),
          limit: limitInput(z),
        }),
      output: z =>
        z.object({
          problems: z
            .array(
              z.object({
                subject: z
                  .enum(['provider', 'cluster', 'node', 'workloads'])
                  .describe('What is unhealthy'),
                severity: z
                  .enum(['error', 'warning'])
                  .describe('How bad it is'),
                cluster: z.string().describe('Cluster or provider'),
                provider: z.string().describe('Its platform'),
                node: z.string().optional().describe('Name of the node'),
                health: z.string().describe('Health'),
                reason: z.string().describe('What is wrong'),
                hint: z.string().optional().describe('What to do about it'),
                count: z
                  .number()
                  .optional()
                  .describe('Number of workloads in this state'),
                examples: z
                  .array(z.string())
                  .optional()
                  .describe('Some of these workloads'),
              }),
            )
            .describe('The worst first, up to the limit'),
          totalItems: z
            .number()
            .describe('Number of problems before the limit was applied'),
        }),
    },
    examples: [{ title: 'What is broken anywhere?', input: { limit: 25 } }],
    action: async ({ input, credentials }) => {
      const inventory = await service.readAs(credentials);
      const problems = await explainVisible(inventory, input);
      return {
        output: {
          problems: problems.slice(0, input.limit),
          totalItems: problems.length,
        },
      };
    },
  });
}
