import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import type { Glob } from './compileGlob';

/** The fields that a rule may set for matching clusters and nodes. */
export interface RuleEffects {
  include?: boolean;
  nodes?: boolean;
  owner?: string;
  system?: string;
  domain?: string;
  consoleUrl?: string;
  nodeConsoleUrl?: string;
}

/** One entry of `rules`; without patterns it matches everything. */
export interface Rule {
  cluster?: Glob[];
  type?: Glob[];
  node?: Glob[];
  effects: RuleEffects;
}

/** When something that is no longer seen leaves the catalog: after both. */
export interface RemovalPolicy {
  reads: number;
  afterMs: number;
}

/** `catalog.providers.infraDashboard` with its defaults. */
export interface CatalogConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  namespace: string;
  defaultOwner?: string;
  system?: string;
  domain?: string;
  nodes: boolean;
  /** Base of links to the dashboard; absent where `app.baseUrl` is. */
  dashboardUrl?: string;
  removal: RemovalPolicy;
  rules: Rule[];
}
