export interface MapOptions {
  /** Name of the cluster, which is part of every identity. */
  cluster: string;
  /** Milliseconds since the epoch. */
  now: number;
}
