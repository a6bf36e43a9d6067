export { Inventory } from './Inventory';
export { InventoryService } from './InventoryService';
export { VisibleInventory } from './VisibleInventory';
export { composeCluster } from './composeCluster';
export { InventoryRecorder } from './store/InventoryRecorder';
export { StorageQueries } from './query/StorageQueries';
export { WorkloadLists } from './query/WorkloadLists';
export { WorkloadQueries } from './query/WorkloadQueries';
