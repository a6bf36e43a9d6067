import { UpstreamClient, type UpstreamClientOptions } from './UpstreamClient';
import type { UpstreamGate } from './UpstreamGate';

/** Options of a platform for one server. @public */
export type UpstreamOptions = Omit<UpstreamClientOptions, 'gate'>;

/** Makes the clients of one provider, all behind the same gate. @public */
export function createUpstreamFactory(
  gate: UpstreamGate,
): (options: UpstreamOptions) => UpstreamClient {
  return options => new UpstreamClient({ ...options, gate });
}
