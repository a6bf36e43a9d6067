import type { MessageParams } from '../messages';
import type { Metadata, ProviderError } from './shared';
import type { Health, ProviderType } from './vocabulary';

/** State of one configured provider; never contains its URL or credentials. @public */
export interface ProviderStatus {
  /** As configured; unique. */
  name: string;
  /** Its platform. */
  type: ProviderType;
  /** Whether it is read at all. */
  enabled: boolean;
  /** Whether it can be read. */
  state: 'ok' | 'failing' | 'pending' | 'disabled' | 'misconfigured';
  /** Where it is configured: app-config or the file name. */
  source: string;
  /** State of the circuit breaker. */
  breaker?: 'closed' | 'open' | 'half-open';
  /** Number of failed reads since the last good one. */
  consecutiveFailures?: number;
  /** ISO 8601. */
  lastSuccessAt?: string;
  /** ISO 8601. */
  lastAttemptAt?: string;
  /** ISO 8601. */
  nextAttemptAt?: string;
  /** Seconds that the last successful read took. */
  latency?: number;
  /** Seconds. */
  refreshInterval?: number;
  /** Why the latest read failed; absent after a good one. */
  error?: ProviderError;
  /** The latest error with its ISO 8601 time, also when reading works again. */
  lastError?: ProviderError & { at: string };
  /** ISO 8601 time at which the first certificate of its servers ends; absent without TLS. */
  certificateExpiresAt?: string;
  /** Entity reference. */
  owner?: string;
  /** As configured. */
  labels?: Metadata;
}

/** One line of a connection check. @public */
export interface ConnectionCheckItem {
  /** Stable kebab-case word. */
  id: string;
  /** The checked capability. */
  title: string;
  /** Result of the check. */
  status: 'passed' | 'warning' | 'failed' | 'skipped';
  /** The result of the check. */
  message?: string;
  /** How to fix it. */
  remedy?: string;
  /** Code of `message`. */
  messageCode?: string;
  /** Values of the placeholders of `messageCode`. */
  params?: MessageParams;
  /** Code of `remedy`. */
  remedyCode?: string;
  /** Values of the placeholders of `remedyCode`. */
  remedyParams?: MessageParams;
  /** Code of `title`. */
  titleCode?: string;
  /** Values of the placeholders of `titleCode`. */
  titleParams?: MessageParams;
}

/** A checklist of what the credentials of a provider may read. @public */
export interface ConnectionCheck {
  /** Whether no check failed. */
  ok: boolean;
  /** One for each right or setting. */
  checks: ConnectionCheckItem[];
  /** Health of the platform, where it could be read. */
  health?: Health;
}
