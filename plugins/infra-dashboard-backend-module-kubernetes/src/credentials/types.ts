import type { TlsOptions } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** How to reach and sign in to one cluster. */
export interface Credentials {
  /** URL of the API server. */
  server: string;
  tls: TlsOptions;
  /** URL of the HTTP proxy that the kubeconfig names. */
  proxy?: string;
  /** Headers of every request: `Authorization`. */
  headers: Record<string, string>;
  /** Headers of every request that may have several lines. */
  impersonation?: Record<string, readonly string[]>;
  /** When they have to be loaded again, in milliseconds since the epoch. */
  expiresAt?: number;
  /** Whether another program renews them, so that their end needs no warning. */
  rotates: boolean;
}

/** Where credentials come from: they change while the backend runs. */
export interface CredentialsSource {
  /**
   * Reads what is on disk now. Rejects with a `ProviderFailure` that names the key.
   *
   * @param renew - upstream refused what was loaded last; nothing cached may be used again
   */
  load(options: { renew: boolean; signal: AbortSignal }): Promise<Credentials>;
}
