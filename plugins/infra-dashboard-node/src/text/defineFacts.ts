import type {
  MessageTemplates,
  PlatformFact,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** A fact with its title in German and French. @public */
export interface FactDefinition extends PlatformFact {
  de: string;
  fr: string;
}

/** The parts of a platform that name its facts. @public */
export interface DefinedFacts {
  facts: Record<string, PlatformFact>;
  /** To be added to the messages of the platform, by language. */
  messages: Record<'de' | 'fr', MessageTemplates>;
}

function titlesIn(
  language: 'de' | 'fr',
  definitions: Readonly<Record<string, FactDefinition>>,
): MessageTemplates {
  return Object.fromEntries(
    Object.entries(definitions).map(([key, fact]) => [
      `fact-${key}`,
      fact[language],
    ]),
  );
}

/**
 * Names the facts of a platform in one place.
 *
 * @example
 * ```ts
 * const { facts, messages } = defineFacts({
 *   datacenter: { title: 'Datacenter', de: 'Rechenzentrum', fr: 'Centre de données' },
 * });
 * ```
 *
 * @public
 */
export function defineFacts(
  definitions: Readonly<Record<string, FactDefinition>>,
): DefinedFacts {
  return {
    facts: Object.fromEntries(
      Object.entries(definitions).map(([key, { de, fr, ...fact }]) => [
        key,
        fact,
      ]),
    ),
    messages: {
      de: titlesIn('de', definitions),
      fr: titlesIn('fr', definitions),
    },
  };
}
