import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Stores the use of workloads over time; never rejects. */
export type SampleUsage = (sample: {
  cluster: string;
  observedAt: number | undefined;
  items: readonly Workload[];
  /** How many workloads all clusters have. */
  total: number;
}) => Promise<void>;
