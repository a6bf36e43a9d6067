import type {
  Limitation,
  Message,
  MessageParams,
  MessageTemplates,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  defineMessages,
  type MessageCode,
  type ProviderFailure,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { en, enPerResource } from './en';

/** Makes a sentence for people that can be translated. */
export const message = defineMessages(en);

const messagePerResource = defineMessages(enPerResource);

/** A sentence about one resource; its code contains the id of the resource. */
export function resourceMessage(
  code: MessageCode<typeof enPerResource>,
  id: string,
  params: MessageParams,
): Message {
  return {
    ...messagePerResource(code, params),
    code: code.replace('*', id),
  };
}

/** The templates of one language, with those per resource once for each id. */
export function expandTemplates(
  templates: MessageTemplates,
  perResource: MessageTemplates,
  ids: readonly string[],
): MessageTemplates {
  const expanded = ids.flatMap(id =>
    Object.entries(perResource).map(([code, template]) => [
      code.replace('*', id),
      template,
    ]),
  );
  return { ...templates, ...Object.fromEntries(expanded) };
}

/** A sentence of ours, or text that is the same in every language. */
export type Text = string | Message;

function toRemedy(remedy: Text | undefined) {
  if (!remedy) return {};
  return typeof remedy === 'string'
    ? { remedy }
    : { remedy: remedy.message, remedyCode: remedy.code };
}

function mergeParams(...texts: Array<Text | undefined>) {
  const params: MessageParams = Object.assign(
    {},
    ...texts.map(text => (typeof text === 'object' ? text.params : undefined)),
  );
  return Object.keys(params).length > 0 ? { params } : {};
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

/** The texts of one row of the connection check. */
export function toCheckTexts(text?: Text, remedy?: Text) {
  return {
    ...(typeof text === 'string'
      ? { message: text }
      : text && { message: text.message, messageCode: text.code }),
    ...toRemedy(remedy),
    ...mergeParams(remedy, text),
  };
}

/** The hint of a failure; without a code where another package wrote it. */
export function hintOf({
  hint,
  translation,
}: ProviderFailure): Text | undefined {
  const { hintCode: code, params } = translation;
  return hint && code ? { code, params, message: hint } : hint;
}

/** The message of a failure; without a code where another package wrote it. */
export function messageOf({
  message: text,
  translation,
}: ProviderFailure): Text {
  const { messageCode: code, params } = translation;
  return code ? { code, params, message: text } : text;
}

/** The texts of a row of the connection check that failed. */
export function toFailureTexts(failure: ProviderFailure) {
  return toCheckTexts(messageOf(failure), hintOf(failure));
}

/** Why a workload or node has its health. Replaces an earlier reason as a whole. */
export function toReason(
  text: Text | undefined,
): Pick<Workload, 'statusReason' | 'reasonCode' | 'reasonParams'> {
  return typeof text === 'object'
    ? {
        statusReason: text.message,
        reasonCode: text.code,
        reasonParams: text.params,
      }
    : { statusReason: text, reasonCode: undefined, reasonParams: undefined };
}
