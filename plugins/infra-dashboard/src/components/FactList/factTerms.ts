/** English labels of facts that every platform may have; a platform names its own ones. */
export const factTerms = {
  cpuModel: 'CPU model',
  cpuSockets: 'CPU sockets',
  cpuCores: 'CPU cores',
  cpuThreads: 'CPU threads',
  kernelVersion: 'Kernel version',
  manufacturer: 'Manufacturer',
  productName: 'Product',
  createdAt: 'Created',
} as const;

/** A fact that has a name. */
export type FactKey = keyof typeof factTerms;
