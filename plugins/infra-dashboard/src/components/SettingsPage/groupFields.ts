import type { FormField } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The fields of each group, in the order of the first field; those of no group under ''. */
export function groupFields(
  fields: readonly FormField[],
): Array<[group: string, fields: FormField[]]> {
  const groups = new Map<string, FormField[]>([['', []]]);
  for (const field of fields) {
    const group = field.group ?? '';
    groups.set(group, [...(groups.get(group) ?? []), field]);
  }
  return [...groups];
}
