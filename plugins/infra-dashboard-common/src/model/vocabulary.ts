import { z } from 'zod';

/** Platforms that ship with the plugin set; the extension point may add more. @public */
export const BUILT_IN_PROVIDER_TYPES = [
  'proxmox',
  'kubernetes',
  'openstack',
] as const;

/** A platform's type: one of the built-ins or the type of an added provider. @public */
export type ProviderType =
  | (typeof BUILT_IN_PROVIDER_TYPES)[number]
  | (string & {});

/** @public */
export const providerTypeSchema = z
  .string()
  .min(1)
  .describe('Platform type: proxmox, kubernetes, openstack or an added one');

/** Healths from best to worst, so that a roll-up can compare positions. @public */
export const HEALTHS = [
  'healthy',
  'stopped',
  'transitional',
  'unknown',
  'degraded',
  'failed',
] as const;

/** @public */
export const healthSchema = z
  .enum(HEALTHS)
  .describe(
    'One vocabulary over all platforms; `stopped` means stopped on purpose',
  );

/** @public */
export type Health = z.infer<typeof healthSchema>;

/** @public */
export const NODE_STATES = [
  'online',
  'offline',
  'unknown',
  'ready',
  'not-ready',
] as const;

/** @public */
export const nodeStateSchema = z
  .enum(NODE_STATES)
  .describe(
    'online/offline/unknown for hypervisors, ready/not-ready/unknown for Kubernetes',
  );

/** @public */
export type NodeState = z.infer<typeof nodeStateSchema>;

/** Workload types that the built-in platforms report. @public */
export const WORKLOAD_TYPES = [
  'qemu',
  'lxc',
  'pod',
  'deployment',
  'instance',
] as const;

/** @public */
export const workloadTypeSchema = z
  .string()
  .min(1)
  .describe('qemu, lxc, pod, deployment, instance or a type of an added one');

/** @public */
export type WorkloadType = (typeof WORKLOAD_TYPES)[number] | (string & {});

/** @public */
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

/** @public */
export const providerErrorCodeSchema = z.enum(PROVIDER_ERROR_CODES);

/** @public */
export type ProviderErrorCode = z.infer<typeof providerErrorCodeSchema>;

/** @public */
export const FRESHNESS_STATES = [
  'fresh',
  'stale',
  'pending',
  'disabled',
] as const;
