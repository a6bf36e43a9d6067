import type { JsonObject } from '@backstage/types';

/** Timings of one provider, in milliseconds. */
export interface ProviderTimings {
  refreshMs: number;
  timeoutMs: number;
  connectMs: number;
  staleAfterMs: number;
}

/** One configured connection, checked as far as all types have it in common. */
export interface ProviderEntry {
  name: string;
  type: string;
  enabled: boolean;
  owner?: string;
  /** For permission rules; set by whoever configures, not by the platform. */
  labels?: Record<string, string>;
  timings: ProviderTimings;
  /** The keys that belong to the type; its factory checks them. */
  settings: JsonObject;
  /** Where it stands, for messages: `infraDashboard.providers[2]`. */
  key: string;
  /** `app-config` or the name of the file. */
  source: string;
  /** Why the entry cannot be used; names the key. */
  problem?: string;
}

/** A list of raw entries and where it comes from. */
export interface EntrySource {
  /** Prefix of the keys in messages: `infraDashboard.providers`. */
  key: string;
  source: string;
  entries: unknown;
}
