import {
  PROBLEM_KINDS,
  PROBLEM_SEVERITIES,
  type Problem,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { pageInput, pageOutput } from './schemas';
import { READ_ONLY, typesOf, type ActionDependencies } from './types';

function toOutput(problem: Problem) {
  const { affected, count, entities, kind, mute, owners, severity } = problem;
  const { cluster, hint, id, node, provider, since, status, workload } =
    problem;
  return {
    ...{ id, kind, severity, cluster, provider, node, status, since, hint },
    app: workload?.name,
    namespace: workload?.namespace,
    reason: problem.statusReason,
    ...{ count, affectedWorkloads: affected.total },
    examples: affected.items.map(({ name, namespace }) =>
      namespace ? `${namespace}/${name}` : name,
    ),
    owners: owners.items,
    entityRefs: entities.items,
    mutedUntil: mute?.until,
  };
}

export function createListProblemsAction(options: ActionDependencies): void {
  const { actionsRegistry, platforms, service } = options;
  actionsRegistry.register({
    name: 'list-infrastructure-problems',
    title: 'List Infrastructure Problems',
    description: `
Lists what is wrong in all clusters that you may see, one problem for each cause, the worst first: a dead host is one problem with its guests behind it, and pods that wait for the same image are one problem. Each has its owners, the components behind it and the time since which it is so.

## When to use

To find out what is wrong, whose it is and what depends on it. Filter by \`owner\` for the problems of a team.
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          query: z
            .string()
            .max(200)
            .optional()
            .describe('Words that names, reasons and owners must contain'),
          severity: z
            .enum(PROBLEM_SEVERITIES)
            .optional()
            .describe('Only problems of this severity'),
          provider: z
            .string()
            .optional()
            .describe(`Only this platform: ${typesOf(platforms)}`),
          cluster: z.string().optional().describe('Only this cluster'),
          owner: z
            .string()
            .optional()
            .describe(
              'Only problems that concern this owner, such as group:default/payments; none: those without owner',
            ),
          ...pageInput(z),
        }),
      output: z =>
        z.object({
          problems: z
            .array(
              z.object({
                id: z.string().describe('The same as long as the cause is'),
                kind: z.enum(PROBLEM_KINDS).describe('What is wrong'),
                severity: z
                  .enum(PROBLEM_SEVERITIES)
                  .describe('critical: something does not work'),
                cluster: z.string().describe('Cluster or provider'),
                provider: z.string().describe('Its platform'),
                node: z.string().optional().describe('Name of the node'),
                app: z.string().optional().describe('Name of the app'),
                namespace: z.string().optional().describe('That the app is in'),
                status: z
                  .string()
                  .optional()
                  .describe('The word of the platform'),
                reason: z.string().optional().describe('Why'),
                hint: z.string().optional().describe('How to fix it'),
                since: z
                  .string()
                  .optional()
                  .describe('Since when, as far as it was observed'),
                count: z
                  .number()
                  .describe('Clusters, nodes or apps that have it'),
                affectedWorkloads: z
                  .number()
                  .describe('Number of workloads behind it'),
                examples: z
                  .array(z.string())
                  .describe('Some of these workloads'),
                owners: z.array(z.string()).describe('Whom it concerns'),
                entityRefs: z
                  .array(z.string())
                  .describe('Catalog entities behind it'),
                mutedUntil: z
                  .string()
                  .optional()
                  .describe('Absent where it is not muted'),
              }),
            )
            .describe('One page'),
          ...pageOutput(z),
        }),
    },
    examples: [
      { title: 'What is wrong anywhere?', input: { limit: 25 } },
      {
        title: 'What is wrong for a team?',
        input: { owner: 'group:default/payments', limit: 25 },
      },
    ],
    action: async ({ input, credentials }) => {
      const inventory = await service.readAs(credentials);
      const { query, ...filters } = input;
      const page = await inventory.problems.list({ ...filters, q: query });
      return {
        output: {
          problems: page.items.map(toOutput),
          totalItems: page.totalItems,
          nextCursor: page.nextCursor,
        },
      };
    },
  });
}
