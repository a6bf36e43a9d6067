/** Files of the earlier dashboard. What uses them imports nothing else of `legacy`. */
export { HardwareInventory, type Hardware } from './HardwareInventory';
export { JsonFile, type JsonFileContent } from './JsonFile';
export { withLegacyType } from './withLegacyType';
