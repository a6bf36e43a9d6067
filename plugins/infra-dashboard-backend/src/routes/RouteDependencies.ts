import type { Collector } from '../collector';
import type { ConfigReport } from '../config';
import type { HistoryQueries } from '../history';
import type { PlatformRegistry } from '../platforms/PlatformRegistry';
import type { ProviderSwitches } from '../settings';

/** What the handlers of all routes work with. */
export interface RouteDependencies {
  collector: Collector;
  report: ConfigReport;
  registry: PlatformRegistry;
  switches: ProviderSwitches;
  history: HistoryQueries;
  /** Applies the configuration again, with what was switched. */
  reapply: () => void;
}
