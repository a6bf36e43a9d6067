import type {
  FormField,
  MessageTemplates,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** A form field with its label in German and French. @public */
export interface FieldDefinition extends FormField {
  de: string;
  fr: string;
}

/** The parts of a platform that make its form. @public */
export interface DefinedFields {
  fields: FormField[];
  /** To be added to the messages of the platform, by language. */
  messages: Record<'de' | 'fr', MessageTemplates>;
}

function labelsIn(
  language: 'de' | 'fr',
  definitions: readonly FieldDefinition[],
): MessageTemplates {
  return Object.fromEntries(
    definitions.map(field => [`field-${field.key}`, field[language]]),
  );
}

/**
 * Names the form fields of a platform in one place.
 *
 * @example
 * ```ts
 * const { fields, messages } = defineFields([
 *   { key: 'url', label: 'API URL', de: 'URL der API', fr: 'URL de l’API', required: true },
 * ]);
 * ```
 *
 * @public
 */
export function defineFields(
  definitions: readonly FieldDefinition[],
): DefinedFields {
  return {
    fields: definitions.map(({ de, fr, ...field }) => field),
    messages: {
      de: labelsIn('de', definitions),
      fr: labelsIn('fr', definitions),
    },
  };
}
