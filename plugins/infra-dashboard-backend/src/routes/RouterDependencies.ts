import type { Inventory } from '../inventory';
import type { AccessControl } from '../permissions';

/** What every router needs. */
export interface RouterDependencies {
  inventory: Inventory;
  access: AccessControl;
}
