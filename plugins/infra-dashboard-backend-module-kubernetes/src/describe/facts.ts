import { defineFacts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Names of what the details of a workload and of its parts hold. */
export const detailFacts = defineFacts({
  controlledBy: {
    title: 'Controlled by',
    de: 'Gesteuert von',
    fr: 'Contrôlé par',
  },
  cpuLimit: { title: 'CPU limit', de: 'CPU-Limit', fr: 'Limite CPU' },
  cpuRequest: {
    title: 'CPU request',
    de: 'CPU-Anforderung',
    fr: 'Demande CPU',
  },
  exitCode: { title: 'Exit code', de: 'Exit-Code', fr: 'Code de sortie' },
  finishedAt: { title: 'Ended', de: 'Beendet', fr: 'Terminé' },
  hostAddress: {
    title: 'Address of the node',
    de: 'Adresse des Knotens',
    fr: 'Adresse du nœud',
  },
  image: { title: 'Image', de: 'Image', fr: 'Image' },
  lastExitCode: {
    title: 'Last exit code',
    de: 'Letzter Exit-Code',
    fr: 'Dernier code de sortie',
  },
  lastFinishedAt: { title: 'Last end', de: 'Letztes Ende', fr: 'Dernière fin' },
  lastState: { title: 'Last state', de: 'Letzter Zustand', fr: 'Dernier état' },
  memoryLimit: {
    title: 'Memory limit',
    de: 'Speicherlimit',
    fr: 'Limite mémoire',
  },
  memoryRequest: {
    title: 'Memory request',
    de: 'Speicheranforderung',
    fr: 'Demande mémoire',
  },
  priorityClass: {
    title: 'Priority class',
    de: 'Prioritätsklasse',
    fr: 'Classe de priorité',
  },
  qosClass: { title: 'QoS class', de: 'QoS-Klasse', fr: 'Classe QoS' },
  reason: { title: 'Reason', de: 'Grund', fr: 'Raison' },
  restartPolicy: {
    title: 'Restart policy',
    de: 'Neustartregel',
    fr: 'Politique de redémarrage',
  },
  restarts: { title: 'Restarts', de: 'Neustarts', fr: 'Redémarrages' },
  selector: { title: 'Selector', de: 'Selektor', fr: 'Sélecteur' },
  service: { title: 'Service', de: 'Service', fr: 'Service' },
  serviceAccount: {
    title: 'Service account',
    de: 'Service-Account',
    fr: 'Compte de service',
  },
  source: { title: 'Source', de: 'Quelle', fr: 'Source' },
  startedAt: { title: 'Started', de: 'Gestartet', fr: 'Démarré' },
  type: { title: 'Type', de: 'Typ', fr: 'Type' },
  volume: { title: 'Volume', de: 'Volume', fr: 'Volume' },
});
