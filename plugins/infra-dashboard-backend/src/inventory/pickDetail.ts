import type { WorkloadDetail } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The parts of a detail that a request includes: `events`, and `detail` for all others. */
export function pickDetail(
  detail: WorkloadDetail,
  include: ReadonlySet<string>,
): WorkloadDetail {
  const { events, ...rest } = detail;
  if (include.has('detail')) return include.has('events') ? detail : rest;
  const { limitations, observedAt } = detail;
  return { observedAt, events, limitations };
}
