import type {
  Health,
  Limitation,
  Message,
  MessageParams,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  defineMessages,
  type ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { en } from './en';

export { de } from './de';
export { fr } from './fr';

/** Makes a sentence for people that can be translated. */
export const message = defineMessages(en);

/** A sentence, or a command, which is the same in every language. */
type Text = string | Message;

function codeOf(text: Text | undefined): string | undefined {
  return typeof text === 'object' ? text.code : undefined;
}

function mergeParams(...texts: Array<Text | undefined>): {
  params?: MessageParams;
} {
  const params = Object.assign(
    {},
    ...texts.map(text => (typeof text === 'object' ? text.params : undefined)),
  );
  return Object.keys(params).length > 0 ? { params } : {};
}

function toRemedy(remedy: Text | undefined) {
  if (!remedy) return {};
  const remedyCode = codeOf(remedy);
  return {
    remedy: typeof remedy === 'string' ? remedy : remedy.message,
    ...(remedyCode && { remedyCode }),
  };
}

/** The message of a failure; without a code where another package wrote it. */
export function messageOf(failure: ProviderFailure): Text {
  const { messageCode: code, params } = failure.translation;
  return code ? { code, params, message: failure.message } : failure.message;
}

/** The hint of a failure; without a code where another package wrote it. */
export function hintOf({
  hint,
  translation,
}: ProviderFailure): Text | undefined {
  const { hintCode: code, params } = translation;
  return hint && code ? { code, params, message: hint } : hint;
}

/** A limitation whose code is that of its sentence. */
export function toLimitation(text: Message, remedy?: Text): Limitation {
  return {
    code: text.code,
    message: text.message,
    ...toRemedy(remedy),
    ...mergeParams(remedy, text),
  };
}

/** Texts of one result of the connection check. */
export function toCheckTexts(text?: Text, remedy?: Text) {
  const messageCode = codeOf(text);
  return {
    ...(text && { message: typeof text === 'string' ? text : text.message }),
    ...(messageCode && { messageCode }),
    ...toRemedy(remedy),
    ...mergeParams(remedy, text),
  };
}

/** A health with the reason for it. */
export interface Judgement {
  health: Health;
  statusReason?: string;
  reasonCode?: string;
  reasonParams?: MessageParams;
}

export function judgement(health: Health, reason?: Message): Judgement {
  if (!reason) return { health };
  const { code, params } = reason;
  return {
    health,
    statusReason: reason.message,
    reasonCode: code,
    ...(params && { reasonParams: params }),
  };
}
