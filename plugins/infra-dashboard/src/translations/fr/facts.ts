/** French: names of facts. */
export const facts = {
  'fact.cpuModel': 'Modèle de CPU',
  'fact.cpuSockets': 'Sockets CPU',
  'fact.cpuCores': 'Cœurs CPU',
  'fact.cpuThreads': 'Threads CPU',
  'fact.kernelVersion': 'Version du noyau',
  'fact.manufacturer': 'Fabricant',
  'fact.productName': 'Produit',
  'fact.createdAt': 'Créé',
};
