import {
  defineMessages,
  type MessageCode,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { en } from './en';

export { de } from './de';
export { fr } from './fr';

export const message = defineMessages(en);

export type Code = MessageCode<typeof en>;
