import { defineMessages } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Sentences; `{{name}}` stands for a parameter, and `count` decides the form. */
export const message = defineMessages({
  'clients-down_one': '{{count}} client is not ready',
  'clients-down_other': '{{count}} clients are not ready',
});

/** Sentences and names in another language; one that is missing is shown in English. */
export const de = {
  'clients-down_one': '{{count}} Client ist nicht bereit',
  'clients-down_other': '{{count}} Clients sind nicht bereit',
  'term-client': 'Client',
  'terms-client': 'Clients',
  'type-allocation': 'Allokation',
  'field-url': 'URL der API',
};
