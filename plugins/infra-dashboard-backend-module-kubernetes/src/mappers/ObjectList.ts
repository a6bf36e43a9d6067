/** The objects of one list, trimmed to what is shown of them. */
export interface ObjectList<T> {
  items: T[];
  /** How many rows are left out because they are invalid. */
  skipped: number;
  /** True where the list was longer than what is read. */
  truncated: boolean;
  /** How many rows are left out because they are of the past. */
  outdated?: number;
  /** True where the credentials may list but not watch. */
  watchDenied?: boolean;
  /** When this was known to be complete, in milliseconds since the epoch; absent: just now. */
  observedAt?: number;
}
