import type { FormField } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { usePlatforms } from '../../hooks';
import { usePlatformText } from '../../messages/usePlatformText';

/** The form fields of a platform, in the language of the user where it has translations. */
export function usePlatformFields(type: string): FormField[] {
  const fields = usePlatforms().get(type)?.fields ?? [];
  const platformText = usePlatformText();
  return fields.map(field => {
    const { group, help, key, label } = field;
    return {
      ...field,
      label: platformText(`field-${key}`, type) ?? label,
      ...(help && { help: platformText(`field-${key}-help`, type) ?? help }),
      ...(group && { group: platformText(`group-${group}`, type) ?? group }),
    };
  });
}
