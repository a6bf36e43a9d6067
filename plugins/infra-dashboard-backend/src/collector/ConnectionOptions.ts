import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  InfraProvider,
  Redactor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { ProviderEntry } from '../config';
import type { CollectorMetrics } from '../metrics/CollectorMetrics';
import type { DatabaseClock } from '../time/DatabaseClock';
import type { ConnectionGate } from './ConnectionGate';
import type { LoginBudget } from './LoginBudget';
import type { SharedCache } from './SharedCache';
import type { ConnectionRecorder } from './StoredClusters';

/** What a connection to one provider works with. */
export interface ConnectionOptions {
  clock: DatabaseClock;
  entry: ProviderEntry;
  provider: InfraProvider;
  /** Types of its workloads that are machines. */
  machineTypes: ReadonlySet<string>;
  logger: LoggerService;
  /** Removes configured secrets from messages. */
  redactor: Redactor;
  /** Limits and observes its requests. */
  gate: ConnectionGate;
  /** Shared by all connections, since several may use the same credentials. */
  logins: LoginBudget;
  metrics?: CollectorMetrics;
  /** Shares what is read on demand with other replicas. */
  cache?: SharedCache;
  /** Stores what is read. */
  recorder?: ConnectionRecorder;
}
