import { z } from 'zod';

/** What the backend samples of each cluster and node. @public */
export const HISTORY_METRICS = [
  'cpu',
  'memory',
  'storage',
  'nodes',
  'workloads',
] as const;

/** @public */
export type HistoryMetric = (typeof HISTORY_METRICS)[number];

const range = {
  from: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Begin, as ISO 8601; a day before `to` unless told'),
  to: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('End, as ISO 8601; now unless told'),
};

/** Query of `GET /clusters/:cluster/history`. @public */
export const historyQuerySchema = z
  .object({
    metric: z.enum(HISTORY_METRICS).optional().describe('All unless told'),
    node: z.string().optional().describe('Of this node, not of the cluster'),
    ...range,
  })
  .strict();

/** @public */
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

/** Query of `GET /history`: one metric of all clusters. @public */
export const historyListQuerySchema = z
  .object({ metric: z.enum(HISTORY_METRICS), ...range })
  .strict();

/** @public */
export type HistoryListQuery = z.infer<typeof historyListQuerySchema>;

/**
 * One interval of a series, which is `resolutionSeconds` long. An interval in which
 * nothing could be read is left out: a gap, never 0.
 *
 * @public
 */
export const historyPointSchema = z.object({
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
      'Average of the part of `total` whose use was known: `used` is a share of this',
    ),
  requested: z.number().optional().describe('Average requested or allocated'),
});

/** @public */
export type HistoryPoint = z.infer<typeof historyPointSchema>;

/**
 * When something is full if it goes on as it did. Only told where the past is long enough
 * and near enough to a line.
 *
 * @public
 */
export const historyForecastSchema = z.object({
  daysToFull: z.number().describe('Days from now, the middle of the range'),
  earliestDays: z.number().describe('Begin of the 95 % range'),
  latestDays: z
    .number()
    .optional()
    .describe('End of the 95 % range; absent where it may never be full'),
  fit: z.number().describe('Coefficient of determination of the line, 0..1'),
  basedOnDays: z.number().describe('How many days of the past it rests on'),
});

/** @public */
export type HistoryForecast = z.infer<typeof historyForecastSchema>;

/** @public */
export const historySeriesSchema = z.object({
  metric: z.enum(HISTORY_METRICS),
  unit: z.enum(['cores', 'bytes', 'count']),
  points: z.array(historyPointSchema),
  forecast: historyForecastSchema.optional(),
});

/** @public */
export type HistorySeries = z.infer<typeof historySeriesSchema>;

/** Answer of `GET /clusters/:cluster/history`. @public */
export const historySchema = z.object({
  cluster: z.string(),
  node: z.string().optional(),
  from: z.string(),
  to: z.string(),
  resolutionSeconds: z.number().describe('Length of an interval in seconds'),
  series: z.array(historySeriesSchema).describe('Only metrics with points'),
});

/** @public */
export type History = z.infer<typeof historySchema>;

/** Answer of `GET /history`. @public */
export const historyListSchema = z.object({
  items: z.array(historySchema),
});

/** @public */
export type HistoryList = z.infer<typeof historyListSchema>;
