import type {
  Bounded,
  Counts,
  Limitation,
  MessageParams,
  NodeStatus,
  Workload,
  WorkloadReference,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Why a node is believed to run on a machine. @public */
export interface LayerEvidence {
  /** The kind of value that was compared. */
  kind: 'provider-id' | 'system-uuid' | 'address';
  /** `likely`: it fits and nothing else does, but it may be chance. */
  confidence: 'certain' | 'likely';
  /** The compared value, as text. */
  message: string;
  /** Code of `message`. */
  messageCode?: string;
  /** Values of the placeholders of `messageCode`. */
  params?: MessageParams;
}

/** The fields of a node that an impact contains. @public */
export type NodeReference = Pick<
  NodeStatus,
  'cluster' | 'name' | 'provider' | 'status' | 'health'
>;

/** The virtual machine that a node is. @public */
export interface NodeMachine {
  /** The virtual machine. */
  machine: WorkloadReference;
  /** The node that the machine runs on. */
  hypervisor?: NodeReference;
  /** Why the node is believed to be this machine. */
  evidence: LayerEvidence;
}

/** A node of another cluster that is a virtual machine on the node. @public */
export interface DependentNode
  extends NodeReference,
    Omit<NodeMachine, 'hypervisor'> {}

/** A controller of affected pods. @public */
export interface AffectedDeployment
  extends Pick<
    Workload,
    'cluster' | 'namespace' | 'name' | 'entityRefs' | 'ownerRef'
  > {
  /** Deployment, StatefulSet, … */
  kind: string;
  /** Number of pods on the affected nodes. */
  affected: number;
  /** Number of running pods on other nodes. */
  elsewhere: number;
}

/** A component or other entity with affected workloads. @public */
export interface AffectedEntity {
  /** Entity reference, such as `component:default/web`. */
  entityRef: string;
  /** Entity reference of its owner. */
  ownerRef?: string;
  /** Number of its workloads that depend on the node. */
  affected: number;
  /** Number of its running workloads that do not. */
  elsewhere: number;
}

/** An owner of what is affected. @public */
export interface AffectedOwner {
  /** Entity reference, such as `group:default/payments`. */
  ownerRef: string;
  /** Number of affected workloads. */
  workloads: number;
  /** Number of affected entities. */
  entities: number;
}

/**
 * The impact of a node across platforms: response of
 * `GET /clusters/:cluster/nodes/:node/impact`.
 *
 * @public
 */
export interface NodeImpact {
  /** The node in question. */
  node: NodeReference;
  /** The virtual machine that the node itself is. */
  runsOn?: NodeMachine;
  /** Nodes of other clusters that are virtual machines on the node. */
  nodes: Bounded<DependentNode>;
  /** Workloads on the node and on its dependent nodes, the worst health first. */
  workloads: Bounded<WorkloadReference>;
  /** Number of affected workloads by health. */
  workloadsByHealth: Counts;
  /** Number of affected workloads by platform. */
  workloadsByProvider: Counts;
  /** Controllers of affected pods, those with nothing elsewhere first. */
  deployments: Bounded<AffectedDeployment>;
  /** Components and other entities, those with nothing elsewhere first. */
  entities: Bounded<AffectedEntity>;
  /** Owners of what is affected, the one with the most workloads first. */
  owners: Bounded<AffectedOwner>;
  /** Number of affected workloads that belong to no entity. */
  unassigned: number;
  /** What is unknown: more may be affected. */
  limitations?: Limitation[];
}
