import type { Condition, Limitation } from './shared';
import type { Health } from './vocabulary';

/** One fact of a part, such as the image of a container. @public */
export interface DetailFact {
  /** Stable camel-case word, such as `image` or `memoryLimit`. */
  code: string;
  /** As the platform has it; a number where `unit` is set. */
  value: string | number;
  /** `time`: an ISO 8601 text. Absent: a text or a plain number. */
  unit?: 'bytes' | 'cores' | 'seconds' | 'time';
}

/** What a workload consists of: a container, disk, network, volume or snapshot. @public */
export interface WorkloadPart {
  /** Stable kebab-case word, such as `container` or `disk`. */
  kind: string;
  /** As the platform shows it. */
  name: string;
  /** The platform's word, such as `CrashLoopBackOff`. */
  state?: string;
  /** Where its state is good or bad. */
  health?: Health;
  /** What else is known of it. */
  facts?: DetailFact[];
}

/** Something that happened to a workload: an event, a task or an action. @public */
export interface WorkloadEvent {
  /** ISO 8601 time at which it happened last. */
  at?: string;
  /** `warning`: something failed. */
  type: 'normal' | 'warning';
  /** The platform's word, such as `BackOff`, `qmstart` or `reboot`. */
  reason: string;
  /** The platform's sentence. */
  text?: string;
  /** Who reports or did it. */
  source?: string;
  /** How often it happened. */
  count?: number;
}

/**
 * What is read of one workload when a user opens it. A part that cannot be read is absent, with
 * a limitation that says why. Never contains values of environment variables, user data,
 * passwords or keys.
 *
 * @public
 */
export interface WorkloadDetail {
  /** ISO 8601 time at which it was read. */
  observedAt?: string;
  /** Facts of the workload that its row does not have. */
  facts?: DetailFact[];
  /** As the platform reports them. */
  conditions?: Condition[];
  /** In the order of the platform. */
  parts?: WorkloadPart[];
  /** The latest first. */
  events?: WorkloadEvent[];
  /** Commands of the platform's own tool that show more. */
  commands?: string[];
  /** The object of the platform as JSON, without what may be secret. */
  raw?: string;
  /** What could not be read, and why. */
  limitations?: Limitation[];
}
