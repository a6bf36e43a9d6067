import { defineFields } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** The form that makes the configuration of a provider. */
export const form = defineFields([
  {
    key: 'authUrl',
    label: 'Keystone URL',
    de: 'URL von Keystone',
    fr: 'URL de Keystone',
    required: true,
    example: 'https://keystone.example/v3',
  },
  {
    key: 'region',
    label: 'Region',
    de: 'Region',
    fr: 'Région',
    example: 'eu-1',
  },
  {
    key: 'applicationCredentialId',
    label: 'Application credential ID',
    de: 'ID des Application Credentials',
    fr: 'Identifiant de l’application credential',
    required: true,
  },
  {
    key: 'applicationCredentialSecret',
    label: 'Application credential secret',
    de: 'Geheimnis des Application Credentials',
    fr: 'Secret de l’application credential',
    type: 'secret',
  },
]);
