import {
  HISTORY_METRICS,
  type History,
  type HistoryForecast,
  type HistoryPoint,
  type HistorySeries,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type {
  HistoryList,
  HistoryListQuery,
  HistoryQuery,
  WorkloadHistoryQuery,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { objectSchema, strictSchema } from './objectSchema';
import { limitationSchema } from './shared';

const range = {
  from: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Start, as ISO 8601. Default: one day before `to`'),
  to: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('End, as ISO 8601. Default: now'),
};

/** @public */
export const historyQuerySchema = strictSchema<HistoryQuery>({
  metric: z.enum(HISTORY_METRICS).optional().describe('Default: all'),
  node: z.string().optional().describe('Of this node, not of the cluster'),
  ...range,
});

/** @public */
export const workloadHistoryQuerySchema =
  strictSchema<WorkloadHistoryQuery>(range);

/** @public */
export const historyListQuerySchema = strictSchema<HistoryListQuery>({
  metric: z.enum(HISTORY_METRICS),
  ...range,
});

const historyPointSchema = objectSchema<HistoryPoint>({
  at: z.string().describe('ISO 8601 begin of the interval'),
  used: z
    .number()
    .optional()
    .describe('Average in use; of nodes and workloads: how many were healthy'),
  maximum: z.number().optional().describe('Largest `used` of the interval'),
  total: z.number().optional().describe('Average of what there was'),
  measuredTotal: z
    .number()
    .optional()
    .describe(
      'Average of the measured part of `total`: `used` is a share of this',
    ),
  requested: z.number().optional().describe('Average requested or allocated'),
});

export const historyForecastSchema = objectSchema<HistoryForecast>({
  daysToFull: z.number().describe('Days from now, the middle of the range'),
  earliestDays: z.number().describe('Begin of the range'),
  latestDays: z.number().describe('End of the range'),
  errorDays: z
    .number()
    .describe(
      'How many days forecasts from earlier parts of this past were wrong on average',
    ),
  fit: z.number().describe('Coefficient of determination of the line, 0..1'),
  basedOnDays: z.number().describe('How many days of the past it rests on'),
});

const historySeriesSchema = objectSchema<HistorySeries>({
  metric: z.enum(HISTORY_METRICS),
  unit: z.enum(['cores', 'bytes', 'count']),
  points: z.array(historyPointSchema),
  forecast: historyForecastSchema.optional(),
  sources: z
    .array(z.enum(['samples', 'prometheus']))
    .optional()
    .describe('Where the points come from; absent: from samples'),
});

/** @public */
export const historySchema = objectSchema<History>({
  cluster: z.string(),
  node: z.string().optional(),
  workload: z.string().optional().describe('Id of the workload'),
  from: z.string(),
  to: z.string(),
  resolutionSeconds: z.number().describe('Length of an interval in seconds'),
  series: z.array(historySeriesSchema).describe('Only metrics with points'),
  limitations: z
    .array(limitationSchema)
    .optional()
    .describe('Why points of another source than the samples are missing'),
});

/** @public */
export const historyListSchema = objectSchema<HistoryList>({
  items: z.array(historySchema),
});
