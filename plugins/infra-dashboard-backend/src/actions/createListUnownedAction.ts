import { pageInput, pageOutput } from './schemas';
import { READ_ONLY, typesOf, type ActionDependencies } from './types';

export function createListUnownedAction(options: ActionDependencies): void {
  const { actionsRegistry, platforms, service } = options;
  actionsRegistry.register({
    name: 'list-unowned-infrastructure',
    title: 'List Unowned Infrastructure',
    description: `
Lists apps and machines that have no owner, or one that only a default of the configuration gives, with what may name their component (labels, tags, names, namespaces) and the command that would tie them to it. \`counts\` is over all pages.

## When to use

To find out what has no owner, and to propose owners. The commands change the platform: people run them, or the change is made where the workload is defined. COMPONENT stands for a name that is not known.
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          source: z
            .enum(['none', 'default'])
            .optional()
            .describe('none: without owner; default: by a default only'),
          provider: z
            .string()
            .optional()
            .describe(`Only this platform: ${typesOf(platforms)}`),
          cluster: z.string().optional().describe('Only this cluster'),
          namespace: z
            .string()
            .optional()
            .describe('Only this namespace, pool or project'),
          ...pageInput(z),
        }),
      output: z => {
        const counts = {
          total: z.number().describe('Apps and machines'),
          none: z.number().describe('Those without owner'),
          default: z.number().describe('Those with an owner by default only'),
        };
        return z.object({
          counts: z.object(counts).describe('Over all clusters'),
          clusters: z
            .array(z.object({ cluster: z.string(), ...counts }))
            .describe('The same by cluster, the most unowned first'),
          workloads: z
            .array(
              z.object({
                id: z.string().describe('Stable id on its platform'),
                name: z.string().describe('Name'),
                cluster: z.string().describe('Its cluster'),
                type: z.string().describe('Its type'),
                namespace: z.string().optional().describe('That it is in'),
                owner: z.string().optional().describe('By default only'),
                evidence: z
                  .array(z.string())
                  .describe('What may name its component, the best first'),
                entityRef: z
                  .string()
                  .optional()
                  .describe('Entity that the evidence points to'),
                commands: z
                  .array(z.string())
                  .describe('What would tie it to the entity'),
              }),
            )
            .describe('One page'),
          ...pageOutput(z),
        });
      },
    },
    examples: [
      {
        title: 'What has no owner?',
        input: { source: 'none', limit: 25 },
      },
    ],
    action: async ({ input, credentials }) => {
      const inventory = await service.readAs(credentials);
      const page = await inventory.listUnowned(input);
      return {
        output: {
          counts: page.counts,
          clusters: page.clusters.map(({ provider: _, ...one }) => one),
          workloads: page.items.map(one => ({
            id: one.id,
            name: one.name,
            cluster: one.cluster,
            type: one.type,
            namespace: one.namespace,
            owner: one.ownerRef,
            evidence: one.evidence.map(({ entityRef, key, kind, value }) =>
              [
                key ? `${kind} ${key}=${value}` : `${kind} ${value}`,
                ...(entityRef ? [`is ${entityRef}`] : []),
              ].join(' '),
            ),
            entityRef: one.entityRef,
            commands: one.commands,
          })),
          totalItems: page.totalItems,
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
