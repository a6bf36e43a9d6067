import { limitInput } from './schemas';
import { READ_ONLY, type ActionDependencies } from './types';

export function createGetNodeImpactAction(options: ActionDependencies): void {
  const { actionsRegistry, service } = options;
  actionsRegistry.register({
    name: 'get-infrastructure-node-impact',
    title: 'Get Infrastructure Node Impact',
    description: `
Lists what depends on a node, across platforms: the virtual machines of a hypervisor, the nodes of other clusters that these are, the workloads on them, and the components, deployments and owners of all of them.

## When to use

Before a node is drained, rebooted or taken away, or when one is down: what fails with it, and whom to inform. \`elsewhere\` is the part of a component or controller that runs on other nodes: 0 means that all of it fails.

Only clusters that you may see are looked at; \`limitations\` lists what is not known.
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          cluster: z.string().describe('Name of the cluster'),
          node: z.string().describe('Name of the node'),
          limit: limitInput(z),
        }),
      output: z => {
        const share = {
          affected: z.number().describe('Workloads that depend on the node'),
          elsewhere: z.number().describe('Running workloads that do not'),
        };
        return z.object({
          health: z.string().describe('Health of the node'),
          runsOn: z
            .string()
            .optional()
            .describe('Virtual machine that the node is, and its hypervisor'),
          totals: z
            .object({
              workloads: z.number(),
              nodes: z.number(),
              entities: z.number(),
              owners: z.number(),
            })
            .describe('Number of each that depends on the node'),
          nodes: z
            .array(
              z.object({
                cluster: z.string(),
                name: z.string(),
                evidence: z.string().describe('Why it is believed'),
              }),
            )
            .describe('Nodes of other clusters that are machines on it'),
          entities: z
            .array(
              z.object({
                entityRef: z.string(),
                owner: z.string().optional(),
                ...share,
              }),
            )
            .describe('Components and others, those that go wholly first'),
          controllers: z
            .array(
              z.object({
                cluster: z.string(),
                namespace: z.string().optional(),
                kind: z.string(),
                name: z.string(),
                ...share,
              }),
            )
            .describe('Deployments and others, those that go wholly first'),
          owners: z
            .array(z.object({ owner: z.string(), workloads: z.number() }))
            .describe('Whom it concerns, the most concerned first'),
          workloads: z
            .array(
              z.object({
                cluster: z.string(),
                type: z.string(),
                namespace: z.string().optional(),
                name: z.string(),
                health: z.string(),
              }),
            )
            .describe('Workloads, the worst health first'),
          limitations: z
            .array(z.string())
            .describe('What is not known, so that more may be affected'),
        });
      },
    },
    examples: [
      {
        title: 'What fails when a hypervisor fails',
        input: { cluster: 'paris', node: 'node-1', limit: 25 },
      },
    ],
    action: async ({ input, credentials }) => {
      const { cluster, node, limit } = input;
      const inventory = await service.readAs(credentials);
      const impact = await inventory.getNodeImpact(cluster, node);
      const { runsOn, nodes, entities, owners, deployments, workloads } =
        impact;
      const machine = runsOn && [
        `${runsOn.machine.cluster}/${runsOn.machine.name}`,
        ...(runsOn.hypervisor ? [`on ${runsOn.hypervisor.name}`] : []),
        `(${runsOn.evidence.message})`,
      ];
      return {
        output: {
          health: impact.node.health,
          runsOn: machine?.join(' '),
          totals: {
            workloads: workloads.total,
            nodes: nodes.total,
            entities: entities.total,
            owners: owners.total,
          },
          nodes: nodes.items.slice(0, limit).map(one => ({
            cluster: one.cluster,
            name: one.name,
            evidence: one.evidence.message,
          })),
          entities: entities.items
            .slice(0, limit)
            .map(({ ownerRef, ...entity }) => ({ ...entity, owner: ownerRef })),
          controllers: deployments.items
            .slice(0, limit)
            .map(({ entityRefs: _, ownerRef: __, ...one }) => one),
          owners: owners.items.slice(0, limit).map(one => ({
            owner: one.ownerRef,
            workloads: one.workloads,
          })),
          workloads: workloads.items.slice(0, limit).map(one => ({
            cluster: one.cluster,
            type: one.type,
            namespace: one.namespace,
            name: one.name,
            health: one.health,
          })),
          limitations: (impact.limitations ?? []).map(({ message }) => message),
        },
      };
    },
  });
}
