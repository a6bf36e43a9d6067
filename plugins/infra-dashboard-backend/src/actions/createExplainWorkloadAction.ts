import { toWorkloadOutput, workloadOutput } from './schemas';
import { READ_ONLY, type ActionDependencies } from './types';

const MAX_ROWS = 20;

export function createExplainWorkloadAction(options: ActionDependencies): void {
  const { actionsRegistry, platforms, service } = options;
  actionsRegistry.register({
    name: 'explain-infrastructure-workload',
    title: 'Explain Infrastructure Workload',
    description: `
Explains one workload: its state and why, its owner, where it runs down to the hypervisor, the problems that it or its node has, what changed in the last day, and the latest events of the platform, which are read now.

## When to use

To find out why a workload does not work, once its cluster and id are known (\`find-infrastructure-workloads\` finds them).
`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          cluster: z.string().describe('Name of its cluster'),
          id: z.string().describe('Its id'),
        }),
      output: z =>
        z.object({
          workload: workloadOutput(z, platforms).describe(
            'As it was last read',
          ),
          since: z
            .string()
            .optional()
            .describe('Since when it has its status, as far as observed'),
          freshness: z.string().describe('stale: older data'),
          controller: z.string().optional().describe('That it is a replica of'),
          runsOn: z
            .array(z.string())
            .describe('Node, machine and hypervisor, from the inside out'),
          problems: z
            .array(
              z.object({
                kind: z.string(),
                severity: z.string(),
                since: z.string().optional(),
                reason: z.string().optional(),
                hint: z.string().optional(),
              }),
            )
            .describe('Of the workload and of its node'),
          changes: z
            .array(z.string())
            .describe('What changed in the last day, the latest first'),
          events: z
            .array(z.string())
            .describe('What the platform reports, the latest first'),
          commands: z
            .array(z.string())
            .describe('Commands for people that show more'),
          notRead: z
            .string()
            .optional()
            .describe('Why the platform could not be read now'),
        }),
    },
    examples: [
      {
        title: 'Why does a workload not work?',
        input: { cluster: 'paris', id: '0a1b2c3d' },
      },
    ],
    action: async ({ input: { cluster, id }, credentials }) => {
      const inventory = await service.readAs(credentials);
      const [response, { items: changes }] = await Promise.all([
        inventory.getWorkload(cluster, id, { include: 'events,detail' }),
        inventory.listChanges({
          ...{ cluster, workload: id, since: '1d', limit: MAX_ROWS },
        }),
      ]);
      const { controller, detail, detailError, runsOn = [] } = response;
      const { workload } = response;
      const problems = await inventory.problems.ofWorkload(workload, MAX_ROWS);
      return {
        output: {
          workload: toWorkloadOutput(workload),
          since: workload.since,
          freshness: response.freshness.state,
          controller: controller?.name,
          runsOn: runsOn.map(place => `${place.cluster}/${place.name}`),
          problems: problems.map(
            ({ hint, kind, severity, since, statusReason: reason }) => ({
              ...{ kind, severity, since, reason, hint },
            }),
          ),
          changes: changes.map(({ at, from, kind, statusReason, to }) =>
            [at, kind, `${from ?? '-'} > ${to ?? '-'}`, statusReason]
              .filter(Boolean)
              .join(' '),
          ),
          events: (detail?.events ?? [])
            .slice(0, MAX_ROWS)
            .map(({ at, reason, text, type }) =>
              [at, type, reason, text].filter(Boolean).join(' '),
            ),
          commands: detail?.commands ?? [],
          notRead: detailError?.message,
        },
      };
    },
  });
}
