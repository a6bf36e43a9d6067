import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { CommonValidatorFunctions } from '@backstage/catalog-model';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { readEntityRef, readRule } from './readRule';
import type { CatalogConfig } from './types';

const KEY = 'catalog.providers.infraDashboard';

/** Often enough for a new node to be seen soon; a run without changes writes nothing. */
export const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 2 },
  timeout: { minutes: 1 },
  initialDelay: { seconds: 15 },
};

/** A reboot, an upgrade or a short outage must not cost an entity and its history. */
export const DEFAULT_REMOVAL = { reads: 3, afterMs: 30 * 60_000 };

const DEFAULT_DASHBOARD_PATH = '/infrastructure';

function readNamespace(config: Config | undefined): string {
  const namespace = config?.getOptionalString('namespace') ?? 'default';
  if (!CommonValidatorFunctions.isValidDnsLabel(namespace)) {
    throw new InputError(
      `${KEY}.namespace: must be lower-case letters, digits and -, at most 63`,
    );
  }
  return namespace;
}

function readRemoval(config: Config | undefined): CatalogConfig['removal'] {
  const reads = config?.getOptionalNumber('removal.reads');
  if (reads !== undefined && (!Number.isInteger(reads) || reads < 1)) {
    throw new InputError(`${KEY}.removal.reads: must be 1 or more`);
  }
  return {
    reads: reads ?? DEFAULT_REMOVAL.reads,
    afterMs: config?.has('removal.after')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'removal.after' }),
        )
      : DEFAULT_REMOVAL.afterMs,
  };
}

function readDashboardUrl(
  root: Config,
  config: Config | undefined,
): string | undefined {
  const baseUrl = root.getOptionalString('app.baseUrl');
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return undefined;
  const path =
    config?.getOptionalString('dashboardPath') ?? DEFAULT_DASHBOARD_PATH;
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return [baseUrl.replace(/\/+$/, ''), trimmed].filter(Boolean).join('/');
}

/**
 * Reads `catalog.providers.infraDashboard`, all of which is optional.
 *
 * @throws InputError that names the key which is wrong
 */
export function readConfig(root: Config): CatalogConfig {
  const config = root.getOptionalConfig(KEY);
  const reference = (key: string, defaultKind: string) =>
    config && readEntityRef(config, { key, defaultKind, prefix: KEY });
  return {
    schedule: config?.has('schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('schedule'),
        )
      : DEFAULT_SCHEDULE,
    namespace: readNamespace(config),
    defaultOwner: reference('defaultOwner', 'Group'),
    system: reference('system', 'System'),
    domain: reference('domain', 'Domain'),
    nodes: config?.getOptionalBoolean('nodes') ?? true,
    dashboardUrl: readDashboardUrl(root, config),
    removal: readRemoval(config),
    rules: (config?.getOptionalConfigArray('rules') ?? []).map((rule, index) =>
      readRule(rule, `${KEY}.rules[${index}]`),
    ),
  };
}
