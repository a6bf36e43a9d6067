import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  catalog?: {
    providers?: {
      /** Clusters and nodes of infra-dashboard as Resource entities. */
      infraDashboard?: {
        /** Default: every 2 minutes, at most 1 minute, for the first time after 15 seconds. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** Namespace of the entities. Default: default */
        namespace?: string;
        /** Owner where neither a rule nor the provider's own entry names one. Default: unknown */
        defaultOwner?: string;
        /** System of all entities, unless a rule sets another one. */
        system?: string;
        /** Domain of all entities, unless a rule sets another one. */
        domain?: string;
        /** Whether nodes become entities, in addition to clusters. Default: true */
        nodes?: boolean;
        /** Where the portal shows the dashboard. Default: infraDashboard.dashboardPath */
        dashboardPath?: string;
        /** When a node or cluster that is no longer there leaves the catalog. */
        removal?: {
          /** In how many good reads it must be missing. Default: 3 */
          reads?: number;
          /** Over how long a time it must be missing. Default: 30m */
          after?: HumanDuration | string;
        };
        /**
         * Which clusters and nodes become entities, and their fields. For each key, the first
         * matching rule that sets the key applies.
         */
        rules?: Array<{
          /** Names of clusters or of their providers; * matches any text and ? any character. */
          cluster?: string | string[];
          /** proxmox, kubernetes, openstack, or a type that another module adds. */
          type?: string | string[];
          /** Names of nodes; such a rule does not match clusters. */
          node?: string | string[];
          /** Whether the cluster or node becomes an entity. */
          include?: boolean;
          /** Whether the nodes of the cluster become entities. */
          nodes?: boolean;
          /** Entity reference; the default kind is group. */
          owner?: string;
          /** Entity reference of a system. */
          system?: string;
          /** Entity reference of a domain. */
          domain?: string;
          /** Page of the cluster in the platform's own console; may hold {cluster}. */
          consoleUrl?: string;
          /** The same for its nodes; may hold {cluster}, {node} and {id}. */
          nodeConsoleUrl?: string;
        }>;
      };
    };
  };
}
