import type { Collector } from '../collector';
import type { ConfigReport } from '../config';
import type { HistoryReader } from '../history';
import type { PlatformRegistry } from '../platforms/PlatformRegistry';
import type { ProviderSwitches } from '../settings';

/** What the handlers of all routes work with. */
export interface RouteDependencies {
  collector: Collector;
  report: ConfigReport;
  registry: PlatformRegistry;
  switches: ProviderSwitches;
  history: HistoryReader;
  /** Applies the configuration again, with what was switched. */
  reapply: () => void;
}
