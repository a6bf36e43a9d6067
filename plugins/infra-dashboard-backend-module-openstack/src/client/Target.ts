import type { UpstreamClient } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Microversion } from '../microversion';

/** How to reach a service of one region. */
export interface Target {
  client: UpstreamClient;
  /** Added before the path of each request. */
  prefix: string;
  /** Path of the client's base URL and the prefix, as the service sees it. */
  basePath: string;
  /** Whether the connection is not encrypted. */
  isPlain: boolean;
  region?: string;
  /** The newest microversion of the service; absent where it does not report one. */
  max?: Microversion;
  /** Sent with each request; absent: no header. */
  used?: Microversion;
}
