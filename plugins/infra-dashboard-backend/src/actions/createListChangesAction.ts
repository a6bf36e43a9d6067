import { CHANGE_KINDS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { pageInput, pageOutput } from './schemas';
import { READ_ONLY, typesOf, type ActionDependencies } from './types';

export function createListChangesAction(options: ActionDependencies): void {
  const { actionsRegistry, platforms, service } = options;
  actionsRegistry.register({
    name: 'list-infrastructure-changes',
    title: 'List Infrastructure Changes',
    description: `
Lists what changed in all clusters that you may see, the latest first: what was added or removed, health and status with the reason, which workload moved to which node, new versions, images and owners, and which cluster could not be read.

## When to use

To find out what happened before a problem began, or since a time (\`since\`), of a cluster, node, workload, owner or entity.
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          since: z
            .string()
            .optional()
            .describe('ISO 8601 time, or a duration such as 1h, 30m or 7d'),
          kind: z.enum(CHANGE_KINDS).optional().describe('Only this kind'),
          provider: z
            .string()
            .optional()
            .describe(`Only this platform: ${typesOf(platforms)}`),
          cluster: z.string().optional().describe('Only this cluster'),
          node: z.string().optional().describe('Only this node'),
          workload: z.string().optional().describe('Id of a workload'),
          owner: z.string().optional().describe('Only what this owner owns'),
          entityRef: z
            .string()
            .optional()
            .describe('Only workloads of this entity'),
          ...pageInput(z),
        }),
      output: z =>
        z.object({
          changes: z
            .array(
              z.object({
                at: z.string().describe('When it was read (ISO 8601)'),
                kind: z.enum(CHANGE_KINDS).describe('What changed'),
                cluster: z.string().describe('Its cluster'),
                node: z.string().optional().describe('Its node'),
                storage: z.string().optional().describe('Its storage'),
                workload: z.string().optional().describe('Its name'),
                namespace: z.string().optional().describe('That it is in'),
                from: z.string().optional().describe('Value before'),
                to: z.string().optional().describe('Value after'),
                reason: z.string().optional().describe('Why'),
                owner: z.string().optional().describe('At that time'),
                count: z.number().describe('Changes that this one stands for'),
              }),
            )
            .describe('One page, the latest first'),
          nextCursor: pageOutput(z).nextCursor,
        }),
    },
    examples: [
      {
        title: 'What changed in the last hour?',
        input: { since: '1h', limit: 25 },
      },
    ],
    action: async ({ input, credentials }) => {
      const inventory = await service.readAs(credentials);
      const { items, nextCursor } = await inventory.listChanges(input);
      return {
        output: {
          changes: items.map(one => ({
            at: one.at,
            kind: one.kind,
            cluster: one.cluster,
            node: one.node,
            storage: one.storage,
            workload: one.workload?.name,
            namespace: one.workload?.namespace,
            from: one.from,
            to: one.to,
            reason: one.statusReason ?? one.status,
            owner: one.ownerRef,
            count: one.count,
          })),
          nextCursor,
        },
      };
    },
  });
}
