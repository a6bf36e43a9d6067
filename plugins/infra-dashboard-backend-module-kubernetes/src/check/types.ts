import type { ConnectionCheck } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { KubernetesClient } from '../client';
import type { Grantee } from '../remedies';

/** One row of the connection check. */
export type Check = ConnectionCheck['checks'][number];

export interface CheckContext {
  client: KubernetesClient;
  grantee: Grantee;
  signal: AbortSignal;
}
