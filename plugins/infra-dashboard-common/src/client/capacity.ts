import type {
  Freshness,
  NodeStatus,
  PlacementAmounts,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { HistoryForecast } from './history';

/** Query of `GET /capacity`. @public */
export interface CapacityQuery {
  /** Cores of one machine or pod. Default: any number. */
  cpu?: number;
  /** Its memory, in bytes. Default: any amount. */
  memory?: number;
  /** A platform type, or several separated by commas. */
  provider?: string;
  /** A cluster name, or several separated by commas. */
  cluster?: string;
  /**
   * `forecast`: each cluster has the days until it is full, as far as its past allows; a single one
   * that `cluster` names also those of its nodes and storages.
   */
  include?: 'forecast';
}

/** A node that takes more of this size. @public */
export interface NodeCapacity extends Pick<NodeStatus, 'name'> {
  /** How many fit. */
  fits: number;
  /** What is free; what is absent is not limited. */
  free: PlacementAmounts;
}

/** Why nodes do not take one more. @public */
export interface CapacityLimit {
  /** `closed`: they take nothing; `unknown`: not all of it is known; else what they lack. */
  kind: 'closed' | 'cpu' | 'memory' | 'slots' | 'unknown';
  /** The words of the platform, where they are closed. */
  reason?: string;
  nodes: number;
}

/** What fits in a cluster. @public */
export interface ClusterCapacity {
  cluster: string;
  provider: string;
  /** How old the numbers are. */
  freshness: Freshness;
  /** How many of this size fit, each on one node. */
  fits: number;
  /** Nodes that take at least one, those that take most first; 20 at most. */
  nodes: NodeCapacity[];
  /** Why the other nodes take none. */
  limits: CapacityLimit[];
  /** Free on all nodes that are open; what is absent is not limited. */
  free: PlacementAmounts;
  /**
   * What remains after the loss of the largest node, once what it has given away is elsewhere.
   * Absent where there is no other node.
   */
  withoutLargest?: {
    node: string;
    /** Free in sum; negative: not all of it finds a place. */
    free: PlacementAmounts;
    /** How many of this size fit at most. */
    fits: number;
    /** Whether the others can take what it ran, in sum. */
    isEnough: boolean;
  };
  /** What is given away for each core and byte there is: above 1 it is overcommitted. */
  overcommit: Pick<PlacementAmounts, 'cpu' | 'memory'>;
  /** When memory and storage are full if it goes on as before, with the range of the error. */
  forecast?: {
    memory?: HistoryForecast;
    storage?: HistoryForecast;
    /** Nodes with a forecast, the fullest first; of the 20 fullest ones. */
    nodes?: Array<{
      name: string;
      memory?: HistoryForecast;
      storage?: HistoryForecast;
    }>;
    /** Storages with a forecast of their space, the fullest first; of the 20 fullest ones. */
    storages?: Array<{ id: string; name: string; space: HistoryForecast }>;
  };
}

/** Response of `GET /capacity`. @public */
export interface CapacityReport {
  /** What was asked for. */
  size: Pick<PlacementAmounts, 'cpu' | 'memory'>;
  /** Clusters, those where most fit first. */
  items: ClusterCapacity[];
}
