import type { ServiceName } from './catalog';

export interface OpenStackRequest {
  service: ServiceName | 'identity';
  /** Below the endpoint, starts with a slash, already encoded. */
  path: string;
  query?: Record<string, string | number | undefined>;
  /** Key of the rows in the response, which may be many. */
  key?: string;
  /** What it is for, such as `list servers`. */
  action: string;
  /** The newest microversion that may be used, such as `2.87`. */
  maxVersion?: string;
  signal: AbortSignal;
}
