import type {
  Limit,
  ServerCertificate,
  UpstreamGate,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderTimings } from '../config';
import type { ConnectionState } from './types';

type StatusListener = (status: number | undefined) => void;

/** What all requests of one connection have in common: limits, proxy, metrics, listeners. */
export class ConnectionGate implements UpstreamGate {
  readonly timeouts: { connectMs: number; totalMs: number };
  readonly limits: readonly Limit[];
  readonly proxy: string | false | undefined;
  readonly #count: StatusListener;
  readonly #listeners = new Set<StatusListener>();
  /** When the certificate of each server ends, in milliseconds since the epoch. */
  readonly #ends = new Map<string, number>();

  constructor(options: {
    timings: Pick<ProviderTimings, 'connectMs' | 'timeoutMs'>;
    limits?: readonly Limit[];
    proxy?: string | false;
    onRequest?: StatusListener;
  }) {
    const { connectMs, timeoutMs } = options.timings;
    this.timeouts = { connectMs, totalMs: timeoutMs };
    this.limits = options.limits ?? [];
    this.proxy = options.proxy;
    this.#count = options.onRequest ?? (() => {});
  }

  readonly onRequest = (status: number | undefined) => {
    this.#count(status);
    this.#listeners.forEach(listener => listener(status));
  };

  readonly onCertificate = ({ expiresAt, host }: ServerCertificate) => {
    this.#ends.set(host, expiresAt);
  };

  /** When the first certificate of a server ends. */
  get state(): Pick<ConnectionState, 'certificateExpiresAt'> {
    if (this.#ends.size === 0) return {};
    const end = new Date(Math.min(...this.#ends.values()));
    return { certificateExpiresAt: end.toISOString() };
  }

  /** Calls the listener for each response while the work runs. */
  async observe<T>(
    listener: StatusListener,
    work: () => Promise<T>,
  ): Promise<T> {
    this.#listeners.add(listener);
    try {
      return await work();
    } finally {
      this.#listeners.delete(listener);
    }
  }
}
