import type {
  Message,
  MessageParams,
  MessageTemplates,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  defineMessages,
  type MessageCode,
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
