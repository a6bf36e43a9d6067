import type { ProviderError } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** What the replica that reads a provider has found out, for all replicas. */
export interface ProviderAttempts {
  breaker: 'closed' | 'open' | 'half-open';
  /** In a row. */
  failures: number;
  /** Until the next attempt. */
  waitMs: number;
  error?: ProviderError;
}

/** A lease as it is in the database. */
export interface Lease {
  provider: string;
  /** Absent where it is free. */
  holder?: string;
  /** Until it ends; negative where it ended. */
  leftMs: number;
  /** A person asked for a refresh. */
  isRefreshRequested: boolean;
  attempts?: ProviderAttempts;
}

export interface LeaseTimings {
  /** How often leases are renewed. */
  intervalMs: number;
  /** How long a lease lasts that is not renewed. */
  ttlMs: number;
  /** How often free leases and requests are looked for. */
  tickMs: number;
}
