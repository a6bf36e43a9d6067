import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  coreMessage,
  Redactor,
  toConfigIssues,
  type ConfigIssue,
  type Limit,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import pLimit from 'p-limit';
import type { ProviderEntry } from '../config';
import type { PlatformRegistry } from '../platforms/PlatformRegistry';
import { ConnectionGate } from './ConnectionGate';
import type { ConnectionOptions } from './ConnectionOptions';
import { ProviderConnection } from './ProviderConnection';

/** An entry of the configuration with what came of it. */
export interface Slot {
  entry: ProviderEntry;
  /** Absent where the provider is disabled or cannot be made. */
  connection?: ProviderConnection;
  issues?: ConfigIssue[];
}

export interface OpenOptions
  extends Pick<ConnectionOptions, 'cache' | 'clock' | 'logins' | 'metrics'> {
  registry: PlatformRegistry;
  logger: LoggerService;
  /** Requests in flight to one provider, and over all. */
  limits: { perProvider: number; all: Limit };
  /** What depends on the entry as it is now: its owner may change without a new connection. */
  attach: (
    connection: () => ProviderConnection,
  ) => Pick<ConnectionOptions, 'recorder'>;
}

function connect(entry: ProviderEntry, options: OpenOptions): Slot {
  const { attach, limits, metrics, registry, ...shared } = options;
  const { proxy, settings } = entry;
  // The URL of a proxy may contain a password.
  const redactor = new Redactor(
    proxy ? { ...settings, proxy } : settings,
    registry.secretKeysOf(entry.type),
  );
  const logger = redactor.logger(
    options.logger.child({ provider: entry.name }),
  );
  const gate = new ConnectionGate({
    timings: entry.timings,
    proxy,
    limits: [pLimit(limits.perProvider), limits.all],
    onRequest: status => metrics?.recordRequest(entry, status),
  });
  const created = registry.create(entry, { logger, gate });
  if (!created.ok) {
    const issues = created.issues.map(issue => ({
      ...issue,
      message: redactor.text(issue.message),
      ...redactor.params(issue.params),
    }));
    return { entry, issues };
  }
  const connection: ProviderConnection = new ProviderConnection({
    ...shared,
    ...{ entry, provider: created.provider, logger, redactor, gate, metrics },
    machineTypes: registry.machineTypesOf(entry.type),
    ...attach(() => connection),
  });
  return { entry, connection };
}

/** Makes the connection of an entry, which is not started yet. Never throws. */
export function openConnection(
  entry: ProviderEntry,
  options: OpenOptions,
): Slot {
  if (!entry.enabled && !entry.issues) return { entry };
  try {
    return connect(entry, options);
  } catch (error) {
    // The message may quote what is configured.
    const { name = 'unknown error' } = (error ?? {}) as Partial<Error>;
    const message = coreMessage('cannot-be-used', { reason: name });
    return { entry, issues: toConfigIssues(entry, [{ path: [], message }]) };
  }
}
