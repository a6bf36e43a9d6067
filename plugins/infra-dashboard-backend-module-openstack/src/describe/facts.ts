import { defineFacts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Names of what the details of a workload and of its parts hold. */
export const detailFacts = defineFacts({
  address: { title: 'Address', de: 'Adresse', fr: 'Adresse' },
  addressType: {
    title: 'Address type',
    de: 'Art der Adresse',
    fr: 'Type d’adresse',
  },
  deleteOnTermination: {
    title: 'Deleted with the instance',
    de: 'Wird mit der Instanz gelöscht',
    fr: 'Supprimé avec l’instance',
  },
  fault: { title: 'Fault', de: 'Fehler', fr: 'Erreur' },
  faultAt: {
    title: 'Fault at',
    de: 'Zeit des Fehlers',
    fr: 'Heure de l’erreur',
  },
  hardwareAddress: {
    title: 'MAC address',
    de: 'MAC-Adresse',
    fr: 'Adresse MAC',
  },
  rootDevice: {
    title: 'Root device',
    de: 'Root-Gerät',
    fr: 'Périphérique racine',
  },
  securityGroups: {
    title: 'Security groups',
    de: 'Sicherheitsgruppen',
    fr: 'Groupes de sécurité',
  },
  serverGroups: {
    title: 'Server groups',
    de: 'Servergruppen',
    fr: 'Groupes de serveurs',
  },
  volume: { title: 'Volume', de: 'Volume', fr: 'Volume' },
});
