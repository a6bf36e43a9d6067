/**
 * Until when the versions of a platform get corrections, as its makers publish it.
 *
 * @public
 */
export interface PlatformSupport {
  /** Where the dates are from. */
  source: string;
  /** When they were read there, as `YYYY-MM-DD`. */
  readAt: string;
  /**
   * The last day, as `YYYY-MM-DD`, by the beginning of the version: `1.34`, or `8`. Versions before
   * the first one get none any more; nothing is said of those after the last one.
   */
  ends: Readonly<Record<string, string>>;
}
