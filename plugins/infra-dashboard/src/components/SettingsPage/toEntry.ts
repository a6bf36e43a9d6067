import type { FormField } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { groupFields } from './groupFields';

/** What is typed into a field, or whether a checkbox is checked. */
export type EntryValue = string | boolean;

export type EntryValues = Readonly<Record<string, EntryValue>>;

function valueOf(field: FormField, values: EntryValues) {
  const value = values[field.key];
  if (field.type === 'boolean') return value === true ? value : undefined;
  return (typeof value === 'string' && value.trim()) || undefined;
}

/**
 * The configuration entry of the form; the backend inserts variables for the secrets. A secret
 * of a group is left out where the other fields of the group are empty: another way to
 * authenticate is used.
 */
export function toEntry(options: {
  type: string;
  fields: readonly FormField[];
  values: EntryValues;
}): Record<string, EntryValue> {
  const { fields, type, values } = options;
  const entry: Record<string, EntryValue> = { name: values.name ?? '', type };
  for (const [group, members] of groupFields(fields)) {
    const shown = members.filter(field => field.type !== 'secret');
    const isUsed =
      !group ||
      shown.length === 0 ||
      shown.some(field => valueOf(field, values) !== undefined);
    for (const field of members) {
      const value = valueOf(field, values);
      if (field.type !== 'secret') {
        if (value !== undefined) entry[field.key] = value;
      } else if (isUsed) {
        entry[field.key] = 'variable';
      }
    }
  }
  return entry;
}
