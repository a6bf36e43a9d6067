import type { ProblemPart } from '../problems';

/** Problems by their ids and by those of their parts; a part may be one of several. */
export function problemsByPart<P extends ProblemPart>(
  problems: readonly P[],
): Map<string, P[]> {
  const byId = new Map<string, P[]>();
  const add = (problem: P, { id, replaces = [] }: ProblemPart) => {
    const others = byId.get(id);
    if (others) others.push(problem);
    else byId.set(id, [problem]);
    for (const part of replaces) add(problem, part);
  };
  for (const problem of problems) add(problem, problem);
  return byId;
}

/** Whether a problem was not reported, but all of its parts: there is one message for one cause. */
export function isReportedInParts(
  { id, replaces = [] }: ProblemPart,
  isReported: (id: string) => boolean,
): boolean {
  if (isReported(id) || replaces.length === 0) return false;
  return replaces.every(
    part => isReported(part.id) || isReportedInParts(part, isReported),
  );
}
