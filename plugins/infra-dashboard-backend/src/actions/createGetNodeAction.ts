import {
  limitInput,
  nodeOutput,
  toNodeOutput,
  toWorkloadOutput,
  workloadOutput,
} from './schemas';
import { READ_ONLY, type ActionDependencies } from './types';

export function createGetNodeAction(options: ActionDependencies): void {
  const { actionsRegistry, platforms, service } = options;
  actionsRegistry.register({
    name: 'get-infrastructure-node',
    title: 'Get Infrastructure Node',
    description: `
Gets one node, such as a hypervisor, with its state, usage, conditions and hardware facts, and the workloads that run on it.

## When to use

When the name of the cluster and of the node are known and details are wanted. Node names repeat across clusters, so both are needed. To learn what depends on a node, also through virtual machines that are nodes of other clusters, use \`get-infrastructure-node-impact\`.
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          cluster: z.string().describe('Name of the cluster'),
          node: z.string().describe('Name of the node'),
          limit: limitInput(z),
        }),
      output: z =>
        z.object({
          node: nodeOutput(z).describe('The node'),
          workloads: z
            .array(workloadOutput(z, platforms))
            .describe('Workloads on it, up to the limit'),
          totalWorkloads: z.number().describe('Number of workloads on it'),
        }),
    },
    examples: [
      {
        title: 'Get a node',
        input: { cluster: 'paris', node: 'node-1', limit: 25 },
      },
    ],
    action: async ({ input, credentials }) => {
      const inventory = await service.readAs(credentials);
      const node = await inventory.getNode(input.cluster, input.node);
      const workloads = await inventory.listClusterWorkloads(input.cluster, {
        node: input.node,
      });
      return {
        output: {
          node: toNodeOutput(node),
          workloads: workloads.slice(0, input.limit).map(toWorkloadOutput),
          totalWorkloads: workloads.length,
        },
      };
    },
  });
}
