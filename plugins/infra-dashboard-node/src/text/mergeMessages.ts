import type { MessageTemplates } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/**
 * Joins messages of several sources, by language: those of a platform, of its form and of its facts.
 * Of two templates with one code, the last counts.
 *
 * @example
 * ```ts
 * messages: mergeMessages({ de, fr }, form.messages, facts.messages)
 * ```
 *
 * @public
 */
export function mergeMessages(
  ...parts: readonly Readonly<Record<string, MessageTemplates>>[]
): Record<string, MessageTemplates> {
  const merged: Record<string, MessageTemplates> = {};
  for (const part of parts) {
    for (const [language, templates] of Object.entries(part)) {
      merged[language] = { ...merged[language], ...templates };
    }
  }
  return merged;
}
