import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { PlatformDescriptor } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { InventoryService } from '../inventory';

/** What every action needs. */
export interface ActionDependencies {
  actionsRegistry: Pick<ActionsRegistryService, 'register'>;
  service: InventoryService;
  /** All platforms that are installed. */
  platforms: readonly PlatformDescriptor[];
}

/** Values of `type` of the platforms, for descriptions of inputs and outputs. */
export function typesOf(platforms: ActionDependencies['platforms']): string {
  return platforms.map(({ type }) => type).join(', ');
}

/** Names of the platforms, for the descriptions of actions. */
export function titlesOf(platforms: ActionDependencies['platforms']): string {
  return platforms.map(({ title }) => title).join(', ');
}

/** Values of `type` of workloads. */
export function workloadTypesOf(
  platforms: ActionDependencies['platforms'],
): string {
  return platforms
    .flatMap(({ workloadTypes }) => workloadTypes.map(({ type }) => type))
    .join(', ');
}

/** Names of the types of workloads. */
export function workloadTitlesOf(
  platforms: ActionDependencies['platforms'],
): string {
  return platforms
    .flatMap(({ workloadTypes }) => workloadTypes.map(({ title }) => title))
    .join(', ');
}

/** All actions only read. */
export const READ_ONLY = {
  readOnly: true,
  destructive: false,
  idempotent: true,
} as const;
