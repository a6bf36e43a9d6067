import { defineFacts } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Names of what the details of a workload and of its parts hold. */
export const detailFacts = defineFacts({
  address: { title: 'Address', de: 'Adresse', fr: 'Adresse' },
  address6: { title: 'IPv6 address', de: 'IPv6-Adresse', fr: 'Adresse IPv6' },
  backup: { title: 'In backups', de: 'In Backups', fr: 'Dans les sauvegardes' },
  bootOrder: {
    title: 'Boot order',
    de: 'Boot-Reihenfolge',
    fr: 'Ordre de démarrage',
  },
  bridge: { title: 'Bridge', de: 'Bridge', fr: 'Pont' },
  cache: { title: 'Cache', de: 'Cache', fr: 'Cache' },
  coresPerSocket: {
    title: 'Cores per socket',
    de: 'Kerne je Sockel',
    fr: 'Cœurs par socket',
  },
  cpuType: { title: 'CPU type', de: 'CPU-Typ', fr: 'Type de CPU' },
  firewall: { title: 'Firewall', de: 'Firewall', fr: 'Pare-feu' },
  firmware: { title: 'Firmware', de: 'Firmware', fr: 'Micrologiciel' },
  guestAgent: { title: 'Guest agent', de: 'Gastagent', fr: 'Agent invité' },
  hardwareAddress: {
    title: 'MAC address',
    de: 'MAC-Adresse',
    fr: 'Adresse MAC',
  },
  interface: { title: 'Interface', de: 'Schnittstelle', fr: 'Interface' },
  machineType: {
    title: 'Machine type',
    de: 'Maschinentyp',
    fr: 'Type de machine',
  },
  model: { title: 'Model', de: 'Modell', fr: 'Modèle' },
  mountPath: { title: 'Mount path', de: 'Mount-Pfad', fr: 'Chemin de montage' },
  osType: { title: 'OS type', de: 'Betriebssystemtyp', fr: 'Type de système' },
  parent: { title: 'Parent', de: 'Vorgänger', fr: 'Parent' },
  protection: { title: 'Protection', de: 'Schutz', fr: 'Protection' },
  size: { title: 'Size', de: 'Größe', fr: 'Taille' },
  sockets: { title: 'Sockets', de: 'Sockel', fr: 'Sockets' },
  startAtBoot: {
    title: 'Starts with the node',
    de: 'Startet mit dem Knoten',
    fr: 'Démarre avec le nœud',
  },
  type: { title: 'Type', de: 'Typ', fr: 'Type' },
  unprivileged: {
    title: 'Unprivileged',
    de: 'Unprivilegiert',
    fr: 'Non privilégié',
  },
  vlan: { title: 'VLAN', de: 'VLAN', fr: 'VLAN' },
  volume: { title: 'Volume', de: 'Volume', fr: 'Volume' },
  withMemory: {
    title: 'With memory',
    de: 'Mit Arbeitsspeicher',
    fr: 'Avec la mémoire',
  },
});
