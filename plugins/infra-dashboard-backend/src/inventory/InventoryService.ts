import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ChangeQuery,
  ClusterQuery,
  UnownedQuery,
  WorkloadQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  InfraInventoryService,
  InfraInventoryServiceOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { AccessControl } from '../permissions/AccessControl';
import type { VisibleEntities } from '../permissions/VisibleEntities';
import type { Viewers } from '../signals';
import type { Inventory } from './Inventory';
import { VisibleInventory } from './VisibleInventory';

/**
 * The inventory with the permissions of a caller: the one way from routes and actions to the
 * data.
 */
export class InventoryService implements InfraInventoryService {
  readonly #inventory: Inventory;
  readonly #access: AccessControl;
  readonly #entities: VisibleEntities;
  readonly #viewers: Viewers;

  constructor(options: {
    inventory: Inventory;
    access: AccessControl;
    entities: VisibleEntities;
    viewers: Viewers;
  }) {
    this.#inventory = options.inventory;
    this.#access = options.access;
    this.#entities = options.entities;
    this.#viewers = options.viewers;
  }

  /** @throws NotAllowedError where the policy denies every cluster */
  async readAs(credentials: BackstageCredentials): Promise<VisibleInventory> {
    const visible = await this.#access.visibilityOf(credentials);
    this.#viewers.note(credentials, visible.clusters);
    return new VisibleInventory(
      this.#inventory,
      visible,
      this.#entities.of(credentials),
    );
  }

  async getAllClusters(
    query: ClusterQuery | undefined,
    { credentials }: InfraInventoryServiceOptions,
  ) {
    return (await this.readAs(credentials)).listClusters(query ?? {});
  }

  async getCluster(
    cluster: string,
    { credentials }: InfraInventoryServiceOptions,
  ) {
    return (await this.readAs(credentials)).getCluster(cluster);
  }

  async getNode(
    ref: { cluster: string; node: string },
    { credentials }: InfraInventoryServiceOptions,
  ) {
    return (await this.readAs(credentials)).getNode(ref.cluster, ref.node);
  }

  async getWorkloads(
    query: WorkloadQuery | undefined,
    { credentials }: InfraInventoryServiceOptions,
  ) {
    return (await this.readAs(credentials)).queryWorkloads(query ?? {});
  }

  async getChanges(
    query: ChangeQuery | undefined,
    { credentials }: InfraInventoryServiceOptions,
  ) {
    return (await this.readAs(credentials)).listChanges(query ?? {});
  }

  async getUnowned(
    query: UnownedQuery | undefined,
    { credentials }: InfraInventoryServiceOptions,
  ) {
    return (await this.readAs(credentials)).listUnowned(query ?? {});
  }
}
