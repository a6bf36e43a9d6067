import type {
  CountsBy,
  Problem,
  ProblemKind,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Body of `POST /problems/mutes`: either a problem or a cluster. @public */
export interface ProblemMuteRequest {
  /** Id of a problem. */
  problem?: string;
  /** Name of a cluster. */
  cluster?: string;
  /** ISO 8601 time of the end. */
  until: string;
  /** Why. */
  reason?: string;
}

/** Query of `GET /problems`. @public */
export interface ProblemQuery {
  /** Words that names, reasons and owners of a problem must contain. */
  q?: string;
  /** A severity, or several separated by commas. */
  severity?: string;
  /** A kind, or several separated by commas. */
  kind?: string;
  /** A platform type, or several separated by commas. */
  provider?: string;
  /** A cluster name, or several separated by commas. */
  cluster?: string;
  /** A node name, or several separated by commas. */
  node?: string;
  /** As in `WorkloadQuery`. */
  owner?: string;
  /** `true`: only muted ones; `false`: only those that are not. Default: all. */
  muted?: 'true' | 'false';
  /** Number of rows of a page, 1..1000. */
  limit?: number;
  /** `nextCursor` of the previous page. */
  cursor?: string;
}

/** Response of `GET /problems`, the worst first. @public */
export interface ProblemPage {
  /** The rows. */
  items: Problem[];
  /** Number of problems over all pages. */
  totalItems: number;
  /** Number of clusters, nodes and apps of these problems, by kind. */
  counts: CountsBy<ProblemKind>;
  /** Number of muted problems among them. */
  muted: number;
  /** Whether the caller may mute problems. */
  mayMute: boolean;
  /** Absent on the last page. */
  nextCursor?: string;
}
