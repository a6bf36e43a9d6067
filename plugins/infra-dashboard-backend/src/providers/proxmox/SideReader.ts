import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProxmoxClient } from './client';
import { LABEL } from './client';
import type { SideFacts } from './mappers';
import {
  cephStatusSchema,
  clusterStatusRowSchema,
  parseRows,
  versionSchema,
} from './schemas';

const HOUR_MS = 3_600_000;
const CEPH_MS = 5 * 60_000;

/**
 * Reads what stands beside `/cluster/resources`, one request a refresh: usually
 * `/cluster/status`, and in its place the version once an hour and Ceph every five
 * minutes. So a refresh costs two requests, however large the cluster is.
 *
 * The very first time the version is read as well, since a cluster without one looks odd.
 */
export class SideReader {
  readonly #client: ProxmoxClient;
  readonly #facts: SideFacts = {};
  #statusFailure: ProviderFailure | undefined;
  #versionDueAt = 0;
  #cephDueAt = 0;
  #isFirst = true;

  constructor(client: ProxmoxClient) {
    this.#client = client;
  }

  get facts(): SideFacts {
    return this.#facts;
  }

  /** Why `/cluster/status` could not be read the last time it was asked. */
  get statusFailure(): ProviderFailure | undefined {
    return this.#statusFailure;
  }

  async read(signal: AbortSignal): Promise<void> {
    const now = Date.now();
    if (this.#isFirst) {
      this.#isFirst = false;
      await Promise.all([this.#readStatus(signal), this.#readVersion(signal)]);
    } else if (now >= this.#versionDueAt) {
      await this.#readVersion(signal);
    } else if (now >= this.#cephDueAt) {
      await this.#readCeph(signal);
    } else {
      await this.#readStatus(signal);
    }
  }

  async #readStatus(signal: AbortSignal): Promise<void> {
    try {
      const data = await this.#client.get('/cluster/status', { signal });
      this.#facts.status = parseRows(clusterStatusRowSchema, data).rows;
      this.#statusFailure = undefined;
    } catch (error) {
      // An old quorum is not to be believed.
      this.#facts.status = undefined;
      this.#statusFailure =
        error instanceof ProviderFailure
          ? error
          : new ProviderFailure('INVALID_RESPONSE', `${LABEL} answered oddly`);
    }
  }

  async #readVersion(signal: AbortSignal): Promise<void> {
    this.#versionDueAt = Date.now() + HOUR_MS;
    try {
      const data = await this.#client.get('/version', { signal });
      const { version, release } = versionSchema.parse(data);
      this.#facts.version = version ?? release;
    } catch {
      this.#versionDueAt = Date.now() + CEPH_MS;
    }
  }

  /** Ceph is absent where it is not installed (a 500) or may not be read (a 403). */
  async #readCeph(signal: AbortSignal): Promise<void> {
    this.#cephDueAt = Date.now() + CEPH_MS;
    try {
      const data = await this.#client.get('/cluster/ceph/status', { signal });
      const { health, pgmap } = cephStatusSchema.parse(data);
      this.#facts.ceph = health?.status
        ? {
            health: health.status,
            total: pgmap?.bytes_total,
            used: pgmap?.bytes_used,
            avail: pgmap?.bytes_avail,
          }
        : undefined;
    } catch (error) {
      this.#facts.ceph = undefined;
      const code = error instanceof ProviderFailure ? error.code : undefined;
      if (code === 'UPSTREAM_ERROR' || code === 'FORBIDDEN') {
        this.#cephDueAt = Date.now() + HOUR_MS;
      }
    }
  }
}
