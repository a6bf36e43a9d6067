/** Type of a platform, as its module declares it. `GET /platforms` lists them. @public */
export type ProviderType = string;

/** Healths from best to worst, so that a roll-up can compare positions. @public */
export const HEALTHS = [
  'healthy',
  'stopped',
  'transitional',
  'unknown',
  'degraded',
  'failed',
] as const;

/** Health in the vocabulary of all platforms. `stopped` means stopped on purpose. @public */
export type Health = (typeof HEALTHS)[number];

/** States of a node over all platforms. @public */
export const NODE_STATES = [
  'online',
  'offline',
  'unknown',
  'ready',
  'not-ready',
] as const;

/**
 * `online`, `offline` or `unknown` for hypervisors; `ready`, `not-ready` or `unknown` for
 * nodes that run containers.
 *
 * @public
 */
export type NodeState = (typeof NODE_STATES)[number];

/** Type of a workload. The descriptors of `GET /platforms` list them. @public */
export type WorkloadType = string;

/** What a workload is to those who run it. @public */
export const WORKLOAD_ROLES = ['app', 'machine', 'replica'] as const;

/**
 * `app`: what somebody deployed, such as a controller, or a pod that has none. `machine`: a
 * virtual machine, container or instance of a hypervisor, which counts as an app. `replica`:
 * one of the copies that a controller runs; lists and counts of apps leave it out.
 *
 * @public
 */
export type WorkloadRole = (typeof WORKLOAD_ROLES)[number];

/** Why a read can fail. @public */
export const PROVIDER_ERROR_CODES = [
  'UNREACHABLE',
  'TIMEOUT',
  'TLS',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'UPSTREAM_ERROR',
  'INVALID_RESPONSE',
  'CIRCUIT_OPEN',
  'MISCONFIGURED',
] as const;

/** Why a read failed. @public */
export type ProviderErrorCode = (typeof PROVIDER_ERROR_CODES)[number];

/** Number of items by some word; words that no item has may be absent. @public */
export type CountsBy<K extends string> = { total: number } & Partial<
  Record<K, number>
>;

/** Number of items by a word that is not limited to a list. @public */
export interface Counts {
  /** Number of items with this word. */
  [word: string]: number;
  /** Number of all items. */
  total: number;
}
