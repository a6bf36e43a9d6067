import type {
  Condition,
  WorkloadDetail,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { Redactor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** More rows than anyone reads; platforms request fewer. */
const MAX_ROWS = 200;

function bound<T>(rows: T[] | undefined, clean = (row: T) => row) {
  return rows?.slice(0, MAX_ROWS).map(clean);
}

/** Limits the rows of a detail, and removes configured secrets from its sentences. */
export function boundDetail(
  detail: WorkloadDetail,
  redactor: Redactor,
): WorkloadDetail {
  const { commands, conditions, events, facts, limitations, parts, raw } =
    detail;
  const cleaned = redactor.reading({ limitations: bound(limitations) });
  const cleanText = (text: string | undefined) => text && redactor.text(text);
  return {
    facts: bound(facts),
    conditions: bound(conditions, (one: Condition) => ({
      ...one,
      reason: cleanText(one.reason),
      message: cleanText(one.message),
      ...redactor.params(one.params),
    })),
    parts: bound(parts, part => ({ ...part, facts: bound(part.facts) })),
    events: bound(events, event => ({ ...event, text: cleanText(event.text) })),
    commands: bound(commands, command => redactor.text(command)),
    ...(raw && { raw: redactor.text(raw) }),
    ...cleaned,
  };
}
