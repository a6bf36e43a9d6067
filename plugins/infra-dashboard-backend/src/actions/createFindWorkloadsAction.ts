import {
  healthInput,
  limitInput,
  toWorkloadOutput,
  workloadOutput,
} from './schemas';
import { READ_ONLY, type ActionDependencies } from './types';

export function createFindWorkloadsAction(options: ActionDependencies): void {
  const { actionsRegistry, service } = options;
  actionsRegistry.register({
    name: 'find-infrastructure-workloads',
    title: 'Find Infrastructure Workloads',
    description: `
Finds virtual machines, containers, pods, deployments and instances over all Proxmox VE, Kubernetes and OpenStack clusters that you may see.

## When to use

To answer where something runs and whether it is well: by name, id, vmid, IP address, tag, image or label (\`query\`), by the catalog entity that it belongs to (\`entityRef\`), by cluster, node, namespace or health.

All filters must match. Answers come in pages: pass \`nextCursor\` as \`cursor\` to go on.
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
            .describe('Platform: proxmox, kubernetes, openstack, …'),
          cluster: z.string().optional().describe('Name of a cluster'),
          node: z.string().optional().describe('Name of a node'),
          namespace: z
            .string()
            .optional()
            .describe('Namespace, Proxmox VE pool or OpenStack project'),
          type: z
            .string()
            .optional()
            .describe('qemu, lxc, pod, deployment, instance, …'),
          health: healthInput(z).optional(),
          limit: limitInput(z),
          cursor: z
            .string()
            .optional()
            .describe('nextCursor of the page before'),
        }),
      output: z =>
        z.object({
          workloads: z.array(workloadOutput(z)).describe('One page'),
          totalItems: z.number().describe('Number over all pages'),
          nextCursor: z.string().optional().describe('Absent on the last page'),
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
      const page = inventory.queryWorkloads({ ...filters, q: query });
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
