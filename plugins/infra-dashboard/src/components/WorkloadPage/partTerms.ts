/** English names of the kinds of parts. */
export const partTerms = {
  container: 'Containers',
  'init-container': 'Init containers',
  sidecar: 'Sidecars',
  volume: 'Volumes',
  disk: 'Disks',
  network: 'Networks',
  snapshot: 'Snapshots',
} as const;

/** A kind of part that has a name. */
export type PartKind = keyof typeof partTerms;
