import type { JsonObject } from '@backstage/types';
import type {
  ConfigIssue,
  ConfigPlace,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** Timings of one provider, in milliseconds. */
export interface ProviderTimings {
  refreshMs: number;
  timeoutMs: number;
  connectMs: number;
  staleAfterMs: number;
  /** How long details of a workload are shared. */
  detailTtlMs: number;
}

/** One configured connection, checked as far as all types have it in common. */
export interface ProviderEntry extends ConfigPlace {
  name: string;
  type: string;
  enabled: boolean;
  owner?: string;
  /** For permission rules; set by the configuration, not by the platform. */
  labels?: Record<string, string>;
  timings: ProviderTimings;
  /** URL of an HTTP proxy, false for none; that of the environment where it is absent. */
  proxy?: string | false;
  /** The keys that belong to the type; its factory checks them. */
  settings: JsonObject;
  /** `app-config` or the name of the file. */
  source: string;
  /** Key of the list in which it has a position; `key` is that with the position. */
  list?: string;
  /** Whether its name holds its position: it has none, or its own is taken. */
  isNamedByPosition?: boolean;
  /** Why the entry cannot be used. */
  issues?: ConfigIssue[];
}

/** A list of raw entries and where it comes from. */
export interface EntrySource extends ConfigPlace {
  source: string;
  entries: unknown;
  /** Why the file cannot be read; `entries` are then those of the last good read. */
  issue?: ConfigIssue;
  /** Key of the list that names the file. */
  files?: string;
}
