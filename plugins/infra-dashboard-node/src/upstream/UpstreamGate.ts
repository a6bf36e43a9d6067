/** Lets work start when there is room for it; what `p-limit` makes fits. @public */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** What a server presented when a connection to it was opened. @public */
export interface ServerCertificate {
  /** Name or address of the server. */
  host: string;
  /** Its end, in milliseconds since the epoch. */
  expiresAt: number;
}

/** Options for all requests of one provider. @public */
export interface UpstreamGate {
  timeouts: { connectMs: number; totalMs: number };
  /**
   * URL of an HTTP proxy, or false for none. Default: `HTTPS_PROXY`, `HTTP_PROXY` and
   * `NO_PROXY` of the environment.
   */
  proxy?: string | false;
  /** Bounds of the requests in flight, in addition to each client's own. */
  limits?: readonly Limit[];
  /** Called after each request, with the status of its response if there was one. */
  onRequest?: (status: number | undefined) => void;
  /** Called when a TLS connection is open, with what the server presented. */
  onCertificate?: (certificate: ServerCertificate) => void;
}
