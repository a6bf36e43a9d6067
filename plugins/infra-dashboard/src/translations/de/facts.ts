/** German: names of facts. */
export const facts = {
  'fact.cpuModel': 'CPU-Modell',
  'fact.cpuSockets': 'CPU-Sockel',
  'fact.cpuCores': 'CPU-Kerne',
  'fact.cpuThreads': 'CPU-Threads',
  'fact.kernelVersion': 'Kernel-Version',
  'fact.manufacturer': 'Hersteller',
  'fact.productName': 'Produkt',
  'fact.createdAt': 'Erstellt',
};
