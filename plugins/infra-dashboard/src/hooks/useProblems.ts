import type { Problem } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type {
  ProblemPage,
  ProblemQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { usePages, type LoadedRows, type Pages } from './usePages';

/** Filters of a list of problems; the hook does the paging. @public */
export type ProblemListQuery = Omit<ProblemQuery, 'cursor' | 'limit'>;

/** The problems that are loaded so far, the worst first, and the counts of all. @public */
export type LoadedProblems = LoadedRows<Problem, ProblemPage>;

/**
 * What is wrong, grouped by cause, the worst first: `GET /problems`. Loads the first rows, more
 * with `loadMore`, and re-reads the loaded rows with each poll.
 *
 * @param pageSize - number of rows that are loaded at a time
 * @public
 */
export function useProblems(
  query: ProblemListQuery,
  pageSize?: number,
): Pages<LoadedProblems> {
  return usePages<Problem, ProblemPage>(query, {
    name: 'problems',
    load: (api, paging) => api.getProblems({ ...query, ...paging }),
    identityOf: ({ id }) => id,
    pageSize,
  });
}
