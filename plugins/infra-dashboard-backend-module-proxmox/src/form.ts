import { defineFields } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** The form that makes the configuration of a provider. */
export const form = defineFields([
  {
    key: 'url',
    label: 'API URL',
    de: 'URL der API',
    fr: 'URL de l’API',
    required: true,
    example: 'https://pve1.example:8006',
  },
  {
    key: 'tokenId',
    label: 'Token ID',
    de: 'Token-ID',
    fr: 'Identifiant du jeton',
    required: true,
    example: 'backstage@pve!portal',
  },
  {
    key: 'tokenSecret',
    label: 'Token secret',
    de: 'Geheimnis des Tokens',
    fr: 'Secret du jeton',
    type: 'secret',
  },
  {
    key: 'fingerprint',
    label: 'Certificate fingerprint',
    de: 'Fingerabdruck des Zertifikats',
    fr: 'Empreinte du certificat',
    example: 'AB:CD:…',
  },
]);
