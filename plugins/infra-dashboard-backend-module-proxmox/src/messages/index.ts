import type {
  Health,
  Message,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  defineMessages,
  toReason,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { en } from './en';

export { de } from './de';
export { fr } from './fr';

/** Makes a sentence for people that can be translated. */
export const message = defineMessages(en);

/** A health with the reason for it. */
export type Judgement = { health: Health } & ReturnType<typeof toReason>;

export function judgement(health: Health, reason?: Message): Judgement {
  return { health, ...toReason(reason) };
}
