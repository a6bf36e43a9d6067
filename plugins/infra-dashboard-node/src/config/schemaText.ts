import type { Message } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { coreMessage, type CoreMessageCode } from '../messages';

/** Texts of schemas, which are built of constants, with what is needed to translate them. */
const messages = new Map<string, Message>();

/**
 * A sentence as the text of a schema. Issues of zod have a text and nothing else, so that the
 * sentence is remembered by its text.
 *
 * @example
 * ```ts
 * z.string(schemaText(message('must-be-region')));
 * ```
 *
 * @param message - of constants: what users write must not be in it
 * @public
 */
export function schemaText(message: Message): string {
  const text = message.message;
  if (!messages.has(text)) messages.set(text, message);
  return text;
}

/** The same for a sentence of the kit. @public */
export function coreSchemaText(
  ...args: [code: CoreMessageCode, params?: Message['params']]
): string {
  return schemaText(coreMessage(...args));
}

/** The sentence of the text of a schema; the text where it is none. */
export function toSchemaMessage(text: string): Message | string {
  return messages.get(text) ?? text;
}
