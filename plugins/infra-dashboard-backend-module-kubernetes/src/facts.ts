import { defineFacts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Names of what the metadata of clusters, nodes and workloads holds. */
export const facts = defineFacts({
  uid: { title: 'UID', de: 'UID', fr: 'UID' },
  namespace: { title: 'Namespace', de: 'Namespace', fr: 'Namespace' },
  roles: { title: 'Roles', de: 'Rollen', fr: 'Rôles' },
  kubeletVersion: {
    title: 'Kubelet version',
    de: 'Kubelet-Version',
    fr: 'Version de kubelet',
    catalog: 'annotation',
  },
  containerRuntime: {
    title: 'Container runtime',
    de: 'Container-Laufzeit',
    fr: 'Moteur de conteneurs',
    catalog: 'annotation',
  },
  osImage: {
    title: 'OS image',
    de: 'OS-Image',
    fr: 'Image de l’OS',
    catalog: 'annotation',
  },
  operatingSystem: {
    title: 'Operating system',
    de: 'Betriebssystem',
    fr: 'Système d’exploitation',
    catalog: 'label',
  },
  architecture: {
    title: 'Architecture',
    de: 'Architektur',
    fr: 'Architecture',
    catalog: 'label',
  },
  providerID: {
    title: 'Provider ID',
    de: 'Provider-ID',
    fr: 'Identifiant du fournisseur',
  },
  systemUUID: {
    title: 'System UUID',
    de: 'System-UUID',
    fr: 'UUID du système',
  },
  machineID: {
    title: 'Machine ID',
    de: 'Maschinen-ID',
    fr: 'Identifiant de la machine',
  },
  podCapacity: { title: 'Max pods', de: 'Max. Pods', fr: 'Pods max.' },
  cpuCapacity: {
    title: 'CPU capacity',
    de: 'CPU-Kapazität',
    fr: 'Capacité CPU',
  },
  memoryCapacity: {
    title: 'Memory capacity',
    de: 'Arbeitsspeicher-Kapazität',
    fr: 'Capacité mémoire',
  },
  taints: { title: 'Taints', de: 'Taints', fr: 'Taints' },
  instanceType: {
    title: 'Instance type',
    de: 'Instanztyp',
    fr: 'Type d’instance',
    catalog: 'label',
  },
  zone: { title: 'Zone', de: 'Zone', fr: 'Zone', catalog: 'label' },
  region: { title: 'Region', de: 'Region', fr: 'Région', catalog: 'label' },
  memoryTotalSource: {
    title: 'Memory source',
    de: 'Quelle des Speichers',
    fr: 'Source de la mémoire',
  },
});
