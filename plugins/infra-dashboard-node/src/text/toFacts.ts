import type { DetailFact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Facts of a workload or one of its parts, without those that are not known. @public */
export function toFacts(
  facts: ReadonlyArray<
    readonly [
      code: string,
      value: string | number | undefined,
      unit?: DetailFact['unit'],
    ]
  >,
): DetailFact[] {
  return facts.flatMap(([code, value, unit]) =>
    value === undefined || value === ''
      ? []
      : [{ code, value, ...(unit && { unit }) }],
  );
}
