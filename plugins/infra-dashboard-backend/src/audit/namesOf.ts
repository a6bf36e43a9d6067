import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

const MAX_LENGTH = 300;

/** Which objects a request names, as it may be written to a log: a caller may send anything. */
export function namesOf(
  names: Record<string, unknown>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([key, value]) => {
      const text = cleanText(value, MAX_LENGTH);
      return text ? [[key, text]] : [];
    }),
  );
}
