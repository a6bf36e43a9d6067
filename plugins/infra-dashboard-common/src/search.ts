import type { Health, ProviderType, WorkloadType } from './model';

/** Type of the search documents of workloads, and of what collates them. @public */
export const INFRA_DASHBOARD_SEARCH_TYPE = 'infra-dashboard';

/**
 * A workload as a document of Backstage's search: what the search module writes and the
 * search result item shows.
 *
 * A type rather than an interface, since documents are JSON objects to search engines.
 *
 * @public
 */
export type WorkloadDocument = {
  /** Name of the workload. */
  title: string;
  /** A one-line summary with the terms that find it. */
  text: string;
  /** Path in the portal, a different one for each workload. */
  location: string;
  /** The permission policy decides by this cluster or workload. */
  authorization: { resourceRef: string };
  workloadType: WorkloadType;
  provider: ProviderType;
  cluster: string;
  node?: string;
  namespace?: string;
  /** The platform's own word, such as CrashLoopBackOff, as of when it was indexed. */
  status: string;
  /** As of when it was indexed. */
  health: Health;
  /** Entity reference of who owns it. */
  owner?: string;
  /** Catalog entities that it belongs to. */
  entityRefs?: string[];
  addresses?: string[];
  /** The id within its cluster, where ids are paths: a number, such as `105`. */
  localId?: string;
  /** The same as in `text`, in the spellings that search engines make of a query. */
  keywords: string;
};
