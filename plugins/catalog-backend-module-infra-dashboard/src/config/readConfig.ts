import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { CommonValidatorFunctions } from '@backstage/catalog-model';
import {
  duration,
  flag,
  readDashboardPath,
  readSection,
  strictObject,
  taskSchedule,
  trimSlashes,
  wholeNumber,
  type ConfigSource,
  type Reading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { entityRef } from './entityRef';
import { ruleSchema } from './ruleSchema';
import type { CatalogConfig } from './types';

const KEY = 'catalog.providers.infraDashboard';

const DAY_MS = 86_400_000;

/** Often enough for a new node to be seen soon; a run without changes writes nothing. */
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 2 },
  timeout: { minutes: 1 },
  initialDelay: { seconds: 15 },
};

/** A reboot, an upgrade or a short outage must not cost an entity and its history. */
const DEFAULT_REMOVAL = { reads: 3, afterMs: 30 * 60_000 };

const configSchema = strictObject({
  schedule: taskSchedule.default(DEFAULT_SCHEDULE),
  namespace: z
    .string('must be a text')
    .refine(
      CommonValidatorFunctions.isValidDnsLabel,
      'must be lower-case letters, digits and -, at most 63',
    )
    .default('default'),
  defaultOwner: entityRef('Group'),
  system: entityRef('System'),
  domain: entityRef('Domain'),
  nodes: flag.transform(value => value ?? true),
  dashboardPath: z.string('must be a path').optional(),
  removal: strictObject({
    reads: wholeNumber(1),
    after: duration(0, 3_660 * DAY_MS),
  })
    .optional()
    .transform(removal => ({
      reads: removal?.reads ?? DEFAULT_REMOVAL.reads,
      afterMs: removal?.after ?? DEFAULT_REMOVAL.afterMs,
    })),
  rules: z.array(ruleSchema, 'must be a list').default([]),
});

function toDashboardUrl(baseUrl: unknown, path: string): string | undefined {
  if (typeof baseUrl !== 'string' || !URL.canParse(baseUrl)) return undefined;
  return `${trimSlashes(baseUrl)}${path}`;
}

/**
 * Reads `catalog.providers.infraDashboard`. All keys are optional.
 *
 * @returns no value where anything is wrong: with a rule left out or another namespace,
 *   entities would appear, move or lose their owner
 */
export function readConfig(
  root: ConfigSource,
): Reading<CatalogConfig | undefined> {
  const { issues, value } = readSection<z.output<typeof configSchema> | null>(
    root,
    KEY,
    { schema: configSchema, fallback: null },
  );
  if (!value) return { value: undefined, issues };
  const { dashboardPath, ...config } = value;
  const dashboardUrl = toDashboardUrl(
    root.getOptional('app.baseUrl'),
    readDashboardPath(root, dashboardPath),
  );
  return { value: { ...config, dashboardUrl }, issues };
}
