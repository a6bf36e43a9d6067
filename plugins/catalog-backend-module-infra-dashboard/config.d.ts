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
        /** System that all entities are part of, unless a rule says otherwise. */
        system?: string;
        /** Domain that all entities are part of, unless a rule says otherwise. */
        domain?: string;
        /** Nodes as entities, beside the clusters. Default: true */
        nodes?: boolean;
        /** Where the portal shows the dashboard, below app.baseUrl. Default: /infrastructure */
        dashboardPath?: string;
        /** When a node or cluster that is no longer there leaves the catalog. */
        removal?: {
          /** In how many good reads it must be missing. Default: 3 */
          reads?: number;
          /** Over how long a time it must be missing. Default: 30m */
          after?: HumanDuration | string;
        };
        /**
         * What is taken and what is said of it. For each key, the first rule counts that
         * matches and sets the key.
         */
        rules?: Array<{
          /** Names of clusters or of their providers; * and ? stand for any text and any character. */
          cluster?: string | string[];
          /** proxmox, kubernetes, openstack, or a type that another module adds. */
          type?: string | string[];
          /** Names of nodes; such a rule does not match clusters. */
          node?: string | string[];
          /** Whether the cluster or node becomes an entity. */
          include?: boolean;
          /** Whether the nodes of the cluster become entities. */
          nodes?: boolean;
          /** Entity reference; a group unless it says otherwise. */
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
