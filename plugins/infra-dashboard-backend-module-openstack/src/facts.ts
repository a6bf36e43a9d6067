import { defineFacts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Names of what the metadata of clusters, nodes and workloads holds. */
export const facts = defineFacts({
  region: {
    title: 'Region',
    de: 'Region',
    fr: 'Région',
    isHighlight: true,
    catalog: 'label',
  },
  project: { title: 'Project', de: 'Projekt', fr: 'Projet', isHighlight: true },
  scope: { title: 'Scope', de: 'Umfang', fr: 'Portée', isHighlight: true },
  projectId: {
    title: 'Project ID',
    de: 'Projekt-ID',
    fr: 'Identifiant du projet',
  },
  capacitySource: {
    title: 'Capacity source',
    de: 'Quelle der Kapazität',
    fr: 'Source de la capacité',
  },
  quotaInstances: {
    title: 'Instance quota',
    de: 'Instanz-Quota',
    fr: 'Quota d’instances',
    isHighlight: true,
  },
  quotaInstancesUsed: {
    title: 'Instance quota used',
    de: 'Instanz-Quota genutzt',
    fr: 'Quota d’instances utilisé',
    isHighlight: true,
  },
  hypervisorType: {
    title: 'Hypervisor',
    de: 'Hypervisor',
    fr: 'Hyperviseur',
    catalog: 'annotation',
  },
  hypervisorVersion: {
    title: 'Hypervisor version',
    de: 'Hypervisor-Version',
    fr: 'Version de l’hyperviseur',
    catalog: 'annotation',
  },
  serviceHost: {
    title: 'Compute service host',
    de: 'Host des Compute-Dienstes',
    fr: 'Hôte du service compute',
  },
  zone: { title: 'Zone', de: 'Zone', fr: 'Zone', catalog: 'label' },
  availabilityZone: {
    title: 'Availability zone',
    de: 'Verfügbarkeitszone',
    fr: 'Zone de disponibilité',
  },
  disabledReason: {
    title: 'Disabled reason',
    de: 'Grund der Deaktivierung',
    fr: 'Raison de la désactivation',
  },
  physicalCores: {
    title: 'Physical cores',
    de: 'Physische Kerne',
    fr: 'Cœurs physiques',
  },
  pinnedCores: {
    title: 'Pinned cores',
    de: 'Fest zugeteilte Kerne',
    fr: 'Cœurs dédiés',
  },
  cpuReserved: {
    title: 'Reserved cores',
    de: 'Reservierte Kerne',
    fr: 'Cœurs réservés',
  },
  cpuAllocationRatio: {
    title: 'CPU allocation ratio',
    de: 'CPU-Überbuchung',
    fr: 'Surallocation CPU',
  },
  memoryAllocationRatio: {
    title: 'Memory allocation ratio',
    de: 'Arbeitsspeicher-Überbuchung',
    fr: 'Surallocation mémoire',
  },
  physicalMemoryMiB: {
    title: 'Physical memory (MiB)',
    de: 'Physischer Arbeitsspeicher (MiB)',
    fr: 'Mémoire physique (Mio)',
  },
  memoryReservedMiB: {
    title: 'Reserved memory (MiB)',
    de: 'Reservierter Arbeitsspeicher (MiB)',
    fr: 'Mémoire réservée (Mio)',
  },
  hostGroup: { title: 'Host group', de: 'Host-Gruppe', fr: 'Groupe d’hôtes' },
  flavor: { title: 'Flavor', de: 'Flavor', fr: 'Gabarit', isColumn: true },
});
