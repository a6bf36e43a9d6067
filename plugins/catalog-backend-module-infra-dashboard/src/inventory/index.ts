export * from './InventoryReader';
export { toInventory } from './toInventory';
export * from './types';
