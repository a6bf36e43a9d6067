import type { MessageParams } from '../messages';
import type { ProviderErrorCode } from './vocabulary';

/**
 * Use of a resource: CPU in cores, memory and storage in bytes. A number that is not known is
 * absent, never 0.
 *
 * @public
 */
export interface Usage {
  /** In use; cores or bytes. */
  used?: number;
  /** Allocatable amount; cores or bytes. */
  total?: number;
  /** The measured part of `total`: `used` is a share of this, never of `total`. */
  measuredTotal?: number;
  /** `used` / `measuredTotal`, 0..100; may exceed 100 if the platform reports it. */
  percentage?: number;
  /** Requested or allocated; cores or bytes. */
  requested?: number;
  /** The part of `total` with known requests. Default: `total`. */
  requestedTotal?: number;
  /** Where `used` comes from, in the words of the platform. */
  source?: string;
}

/** Why something has its health or status. @public */
export interface StatusReason {
  /** A sentence for people, or the platform's words. */
  statusReason?: string;
  /** Code of `statusReason` where it is a sentence of ours. */
  reasonCode?: string;
  /** Values of the placeholders of `reasonCode`. */
  reasonParams?: MessageParams;
}

/** A problem of the configuration. @public */
export interface ProviderIssue {
  /** Full key; within the checked entry where one is validated, and empty for all of it. */
  key: string;
  /** The problem, as text. */
  message: string;
  /** Code of `message`; absent where it is the same in every language. */
  messageCode?: string;
  /** Values of the placeholders of `messageCode`. */
  params?: MessageParams;
  /** Name of the file, where it is not the configuration of Backstage itself. */
  file?: string;
  /** Line in the file. */
  line?: number;
}

/** Why a read failed. @public */
export interface ProviderError {
  /** Decides what to do about it. */
  code: ProviderErrorCode;
  /** A sentence for people; contains no URL, secret or token. */
  message: string;
  /** How to fix it. */
  hint?: string;
  /** Code of `message` in `messages` of the platform. */
  messageCode?: string;
  /** Values of the placeholders of `messageCode`. */
  params?: MessageParams;
  /** Code of `hint`. */
  hintCode?: string;
  /** Values of the placeholders of `hintCode`. */
  hintParams?: MessageParams;
  /** What is wrong with the configuration, key by key, where that is the reason. */
  issues?: ProviderIssue[];
}

/** Something that the credentials or the platform do not let us see. @public */
export interface Limitation {
  /** Stable kebab-case word, such as `no-permission-nodes`. */
  code: string;
  /** The missing data and the reason. */
  message: string;
  /** Values of the placeholders of `code`. */
  params?: MessageParams;
  /** The command or setting that grants what is missing. */
  remedy?: string;
  /** Code of `remedy` where it is a sentence and no command. */
  remedyCode?: string;
  /** Values of the placeholders of `remedyCode`. */
  remedyParams?: MessageParams;
  /**
   * What it is about, where that decides where it is shown: storages that are hidden, or credentials
   * that end soon, which is a problem.
   */
  concerns?: 'credentials' | 'storages';
}

/** A condition that the platform reports for a node. @public */
export interface Condition {
  /** The platform's word, such as `MemoryPressure`. */
  type: string;
  /** Whether the condition is met. */
  status: 'true' | 'false' | 'unknown';
  /** Whether this status is good or bad for the node. */
  severity: 'ok' | 'warning' | 'error' | 'info';
  /** The platform's word for the cause. */
  reason?: string;
  /** The platform's sentence, or one of ours. */
  message?: string;
  /** Code of `message` where it is a sentence of ours. */
  messageCode?: string;
  /** Values of the placeholders of `messageCode`. */
  params?: MessageParams;
  /** ISO 8601. */
  since?: string;
}

/** How old data is. @public */
export interface Freshness {
  /** `pending`: never read; `stale`: the last good data, see the error next to it. */
  state: 'fresh' | 'stale' | 'pending' | 'disabled';
  /** ISO 8601 time of the last good read. */
  observedAt?: string;
}

/** Facts or labels by key. @public */
export type Metadata = Record<string, string>;
