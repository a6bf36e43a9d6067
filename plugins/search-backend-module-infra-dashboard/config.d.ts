import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Workloads of infra-dashboard as search documents. */
      infraDashboard?: {
        /** Default: every 10 minutes, at most 15 minutes, for the first time after 15 seconds. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** Where the portal shows the dashboard. Default: /infrastructure */
        dashboardPath?: string;
        /** Workloads per request, 1 to 1000. Default: 500 */
        batchSize?: number;
      };
    };
  };
}
