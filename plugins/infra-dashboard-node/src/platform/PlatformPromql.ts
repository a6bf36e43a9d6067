import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/**
 * PromQL of one object, by what it returns: one series each, none where there is nothing.
 *
 * Placeholders in quotes are the values `{{cluster}}`, `{{namespace}}`, `{{name}}`, `{{node}}`
 * and `{{id}}`, escaped for a string or a regular expression. Outside of quotes,
 * `{{window}}` is the length of an interval, such as `300s`, and `{{clusterMatcher}}` in a
 * selector is the matcher of the cluster with a comma, or empty where none is configured.
 *
 * @public
 */
export interface PromqlQueries {
  /** Cores in use. */
  cpu?: string;
  /** Cores there are. */
  cpuTotal?: string;
  /** Bytes of memory in use. */
  memory?: string;
  /** Bytes of memory there are. */
  memoryTotal?: string;
}

/**
 * Queries for the usual exporter of a platform. The configuration may replace each of them.
 *
 * @public
 */
export interface PlatformPromql {
  /** Of a whole cluster. */
  cluster?: PromqlQueries;
  /** Of a node; `{{node}}` is its name. */
  node?: PromqlQueries;
  /** By type of the workload. */
  workload?: Readonly<Record<string, PromqlQueries>>;
  /** The value of `{{id}}` of a workload. Default: its id. */
  workloadId?(workload: Workload): string;
}
