import {
  problemMuteRequestSchema,
  problemMuteSchema,
  problemPageSchema,
  problemQuerySchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { route, type Route } from './Route';

/** `/problems`: what is wrong in all clusters, and what of it is muted. */
export function problemRoutes(): Route[] {
  return [
    route({
      call: 'getProblems',
      operationId: 'listProblems',
      summary: 'What is wrong, grouped by cause, the worst first',
      permission: 'read',
      query: problemQuerySchema,
      response: problemPageSchema,
      handle: async ({ query, inventory, may }) => ({
        ...(await inventory.problems.list(query)),
        mayMute: await may('mute'),
      }),
    }),
    route({
      call: 'muteProblem',
      operationId: 'muteProblem',
      summary: 'Mutes a problem, or all problems of a cluster, until a time',
      permission: 'mute',
      audit: 'problem-mute',
      describe: mute => ({ ...mute }),
      body: problemMuteRequestSchema,
      response: problemMuteSchema,
      handle: ({ body, by, inventory }) => inventory.problems.mute(body, by),
    }),
    route({
      call: 'unmuteProblem',
      operationId: 'unmuteProblem',
      summary: 'Ends a mute',
      permission: 'mute',
      audit: 'problem-unmute',
      describe: mute => ({ ...mute }),
      response: problemMuteSchema,
      handle: ({ params, inventory }) => inventory.problems.unmute(params.id),
    }),
  ];
}
