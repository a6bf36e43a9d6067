import type {
  Workload,
  WorkloadReference,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Query of `GET /unowned`. @public */
export interface UnownedQuery {
  /** A platform type, or several separated by commas. */
  provider?: string;
  /** A cluster name, or several separated by commas. */
  cluster?: string;
  /** A namespace, project or pool, or several separated by commas. */
  namespace?: string;
  /** `none`: without owner; `default`: with one that only a default gives. Default: both. */
  source?: 'none' | 'default';
  /** Number of rows of a page, 1..1000. */
  limit?: number;
  /** `nextCursor` of the previous page. */
  cursor?: string;
}

/** Something on a workload that may name its component or system. @public */
export interface OwnerEvidence {
  /** Where it stands. */
  kind: 'label' | 'tag' | 'name' | 'namespace';
  /** Key of the label. */
  key?: string;
  /** As it stands there. */
  value: string;
  /** The entity of the catalog that has this name. */
  entityRef?: string;
}

/** An app or machine without owner, or with one that only a default gives. @public */
export interface UnownedWorkload extends Omit<WorkloadReference, 'entityRefs'> {
  /** What may name its component, what fits the catalog first. */
  evidence: OwnerEvidence[];
  /** The entity that the evidence points to, if it is one. */
  entityRef?: string;
  /**
   * Commands that tie it to the entity, to be copied; with `COMPONENT` in place of a name where
   * the evidence points to none.
   */
  commands: string[];
}

/** Numbers of apps and machines. @public */
export interface UnownedCounts {
  /** All of them. */
  total: number;
  /** Those without owner. */
  none: number;
  /** Those with an owner that only a default gives. */
  default: number;
}

/** Response of `GET /unowned`. @public */
export interface UnownedPage {
  items: UnownedWorkload[];
  /** Number of rows over all pages. */
  totalItems: number;
  /** Absent on the last page. */
  nextCursor?: string;
  /** Over all clusters that the query names, whatever its source. */
  counts: UnownedCounts;
  /** The same for each cluster, the most unowned first. */
  clusters: Array<UnownedCounts & Pick<Workload, 'cluster' | 'provider'>>;
}
