import type {
  Message,
  MessageParams,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { defineMessages, type MessageCode } from '../text/defineMessages';
import { de } from './de';
import { en } from './en';
import { fr } from './fr';

export { en as coreTemplates } from './en';

/** Codes of the sentences of the kit and the backend. @public */
export type CoreMessageCode = MessageCode<typeof en>;

/** Makes a sentence of the kit or the backend that can be translated. @public */
export const coreMessage: (
  code: CoreMessageCode,
  params?: MessageParams,
) => Message = defineMessages(en);

/**
 * Translations of the sentences of the kit and the backend by language and code. The backend
 * serves them with each platform. Translations of the platform take precedence.
 *
 * @public
 */
export const coreMessages: Readonly<
  Record<string, Readonly<Record<string, string>>>
> = { de, fr };
