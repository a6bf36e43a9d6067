import type { Cluster } from './fleet/schema';
import type { SimulatedCredentials } from './server/credentials';

/** A running server, and how one reaches it. */
export interface SimulatedCluster {
  name: string;
  type: Cluster['type'];
  /** Base URL; of OpenStack Keystone's, ending in /v3. */
  url: string;
  /** SHA-256 of the certificate, with TLS. */
  fingerprint?: string;
  /** PEM of the certificate, with TLS. */
  ca?: string;
  credentials: SimulatedCredentials;
}
