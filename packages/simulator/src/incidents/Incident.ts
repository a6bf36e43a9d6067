import type { Simulator } from '../startSimulator';

export interface IncidentStep {
  /** Since the incident began. */
  afterSeconds: number;
  /** For the log. */
  what: string;
  run(simulator: Simulator): Promise<void>;
}

/** Something that goes wrong in a fleet, and ends by itself with its last step. */
export interface Incident {
  title: string;
  steps: IncidentStep[];
}

/** What an incident is about; each kind of incident chooses what is not given. */
export interface IncidentTarget {
  cluster?: string;
  /** A node, controller or storage. */
  object?: string;
}
