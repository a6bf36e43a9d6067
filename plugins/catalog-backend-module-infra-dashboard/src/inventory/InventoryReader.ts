import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  InfraDashboardClient,
  type InfraDashboardApi,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { toInventory } from './toInventory';
import type { Inventory } from './types';

/** The backend responds from memory; a longer wait means that it has a problem. */
const TIMEOUT_MS = 30_000;

/** Reads the infra-dashboard backend over HTTP, wherever it runs. */
export class InventoryReader {
  readonly #api: InfraDashboardApi;
  readonly #auth: AuthService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#api = new InfraDashboardClient({ discoveryApi: options.discovery });
    this.#auth = options.auth;
  }

  /** Rejects where the backend does not respond, or not with lists. */
  async read(signal: AbortSignal): Promise<Inventory> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'infra-dashboard',
    });
    const options = {
      token,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    };
    const [clusters, providers, platforms] = await Promise.all([
      this.#api.getClusters({ include: 'nodes' }, options),
      this.#api.getProviders(options),
      this.#api.getPlatforms(options),
    ]);
    const lists = [clusters, providers, platforms];
    if (lists.some(list => !Array.isArray(list?.items))) {
      throw new Error('The infra-dashboard backend did not respond with lists');
    }
    return toInventory({
      clusters: clusters.items,
      providers: providers.items,
      platforms: platforms.items,
    });
  }
}
