import type { MessageParams } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  defineMessages,
  toReason,
  type MessageCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { en } from './en';

export { de } from './de';
export { fr } from './fr';

export const message = defineMessages(en);

export type Code = MessageCode<typeof en>;

/** Why something has its status. */
export type Reason = ReturnType<typeof toReason>;

export function reason(code: Code, params?: MessageParams): Reason {
  return toReason(message(code, params));
}
