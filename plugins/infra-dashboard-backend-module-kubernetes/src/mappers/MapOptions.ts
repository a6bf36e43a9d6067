export interface MapOptions {
  /** Name of the cluster, which is part of every identity. */
  cluster: string;
  /** Milliseconds since the epoch, on the clock of the API server. */
  now: number;
}
