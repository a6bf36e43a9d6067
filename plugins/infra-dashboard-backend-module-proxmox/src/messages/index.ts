import { defineMessages } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { en } from './en';

export { de } from './de';
export { fr } from './fr';

/** Makes a sentence for people that can be translated. */
export const message = defineMessages(en);
