export { Inventory, type Visibility } from './Inventory';
export { composeCluster, composeNodes } from './composeCluster';
export { indexWorkloads } from './indexWorkloads';
