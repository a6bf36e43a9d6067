import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  type ChangeQuery,
  type ClusterQuery,
  type UnownedQuery,
  type WorkloadQuery,
  InfraDashboardClient,
  type InfraDashboardApi,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  InfraInventoryService,
  InfraInventoryServiceOptions,
} from './InfraInventoryService';

/** Reads the inventory over HTTP, from whichever backend runs the plugin. */
export class InventoryClient implements InfraInventoryService {
  readonly #api: InfraDashboardApi;
  readonly #auth: AuthService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#api = new InfraDashboardClient({ discoveryApi: options.discovery });
    this.#auth = options.auth;
  }

  async getAllClusters(
    query: ClusterQuery | undefined,
    options: InfraInventoryServiceOptions,
  ) {
    return this.#api.getClusters(query, await this.#toRequest(options));
  }

  async getCluster(cluster: string, options: InfraInventoryServiceOptions) {
    return this.#api.getCluster(cluster, await this.#toRequest(options));
  }

  async getNode(
    ref: { cluster: string; node: string },
    options: InfraInventoryServiceOptions,
  ) {
    const { cluster, node } = ref;
    return this.#api.getNode(cluster, node, await this.#toRequest(options));
  }

  async getWorkloads(
    query: WorkloadQuery | undefined,
    options: InfraInventoryServiceOptions,
  ) {
    return this.#api.getWorkloads(query, await this.#toRequest(options));
  }

  async getChanges(
    query: ChangeQuery | undefined,
    options: InfraInventoryServiceOptions,
  ) {
    return this.#api.getChanges(query, await this.#toRequest(options));
  }

  async getUnowned(
    query: UnownedQuery | undefined,
    options: InfraInventoryServiceOptions,
  ) {
    return this.#api.getUnowned(query, await this.#toRequest(options));
  }

  async #toRequest({ credentials, signal }: InfraInventoryServiceOptions) {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'infra-dashboard',
    });
    return { token, signal };
  }
}
