import { defineFields } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** The form that makes the configuration of a provider. */
export const form = defineFields([
  {
    key: 'url',
    label: 'API server URL',
    de: 'URL des API-Servers',
    fr: 'URL du serveur d’API',
    required: true,
    example: 'https://k8s.example:6443',
  },
  {
    key: 'serviceAccountToken',
    label: 'Service account token',
    de: 'Token des Service-Accounts',
    fr: 'Jeton du compte de service',
    type: 'secret',
  },
  {
    key: 'caFile',
    label: 'CA file',
    de: 'CA-Datei',
    fr: 'Fichier de l’AC',
    example: '/etc/ssl/cluster-ca.pem',
  },
  {
    key: 'namespace',
    label: 'Namespace',
    de: 'Namespace',
    fr: 'Namespace',
    example: 'payments',
  },
]);
