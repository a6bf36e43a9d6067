import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Workloads of infra-dashboard as search documents. */
      infraDashboard?: {
        /** Default: every 10 minutes, at most 15 minutes, for the first time after 15 seconds. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** Where the portal shows the dashboard. Default: infraDashboard.dashboardPath */
        dashboardPath?: string;
        /** Workloads per request, 1 to 1000. Default: 500 */
        batchSize?: number;
        /**
         * Whose permission decides on a result: that of its `cluster`,
         * `infra-dashboard.clusters.read`, or of the `workload` itself,
         * `infra-dashboard.workloads.read`. Default: cluster
         */
        visibility?: 'cluster' | 'workload';
        /**
         * No more workloads than this are searched. Lunr, which portals without PostgreSQL
         * search with, holds its index in memory, some 30 KB for each workload, twice while it
         * makes a new one. Default: 5000; with PostgreSQL, all.
         */
        maxDocuments?: number;
      };
    };
  };
}
