import type {
  Limitation,
  Message,
  MessageParams,
  NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  defineMessages,
  type MessageCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { en } from './en';

export { de } from './de';
export { fr } from './fr';

export const message = defineMessages(en);

export type Code = MessageCode<typeof en>;

/** Why something has its status. */
export type Reason = Pick<
  NodeStatus,
  'statusReason' | 'reasonCode' | 'reasonParams'
>;

export function reason(code: Code, params?: MessageParams): Reason {
  const { message: statusReason } = message(code, params);
  return {
    statusReason,
    reasonCode: code,
    ...(params && { reasonParams: params }),
  };
}

/** @param remedy - a command, or a sentence that can be translated */
export function limitation(
  what: Message,
  remedy?: string | Message,
): Limitation {
  if (!remedy || typeof remedy === 'string') {
    return { ...what, ...(remedy && { remedy }) };
  }
  const params = { ...remedy.params, ...what.params };
  return {
    ...what,
    remedy: remedy.message,
    remedyCode: remedy.code,
    ...(Object.keys(params).length > 0 && { params }),
  };
}
