import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { NewChange } from '../../changes/types';
import type { ProviderLeases } from '../../collector/leases/ProviderLeases';
import type { Knex, PluginDatabase } from '../../database';

export interface InventoryRecorderOptions {
  database: PluginDatabase;
  leases: ProviderLeases;
  ownership: {
    readonly hasCatalog: boolean;
    readonly isSettled: boolean;
    match(workload: Workload, owner?: string): Workload;
  };
  /** Types of workloads that are machines of a platform. */
  machineTypesOf: (platform: string) => ReadonlySet<string>;
  /** Stores changes in the transaction of the write that found them. */
  recordChanges: (trx: Knex, changes: NewChange[]) => Promise<unknown>;
}
