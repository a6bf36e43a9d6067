import type { FormField } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The configuration entry of the form; the backend inserts variables for the secrets. */
export function toEntry(options: {
  type: string;
  fields: readonly FormField[];
  values: Record<string, string>;
}): Record<string, string> {
  const { fields, type, values } = options;
  const entry: Record<string, string> = { name: values.name ?? '', type };
  for (const field of fields) {
    const value = values[field.key]?.trim();
    if (field.type === 'secret') entry[field.key] = 'variable';
    else if (value) entry[field.key] = value;
  }
  return entry;
}
