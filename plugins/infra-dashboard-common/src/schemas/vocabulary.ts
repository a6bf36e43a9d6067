import {
  HEALTHS,
  NODE_STATES,
  PROVIDER_ERROR_CODES,
  WORKLOAD_ROLES,
  type Health,
  type NodeState,
  type ProviderErrorCode,
  type ProviderType,
  type WorkloadRole,
  type WorkloadType,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { z } from 'zod';

export const providerTypeSchema: z.ZodType<ProviderType> = z
  .string()
  .min(1)
  .describe('Type of the platform, one of `GET /platforms`');

export const healthSchema: z.ZodType<Health> = z
  .enum(HEALTHS)
  .describe(
    'One vocabulary over all platforms; `stopped` means stopped on purpose',
  );

export const nodeStateSchema: z.ZodType<NodeState> = z
  .enum(NODE_STATES)
  .describe(
    'online/offline/unknown for hypervisors, ready/not-ready/unknown for nodes that run containers',
  );

export const workloadTypeSchema: z.ZodType<WorkloadType> = z
  .string()
  .min(1)
  .describe('qemu, lxc, pod, deployment, instance or a type of an added one');

export const workloadRoleSchema: z.ZodType<WorkloadRole> = z
  .enum(WORKLOAD_ROLES)
  .describe(
    'app: a controller, or a pod without one; machine: a guest or instance; replica: a member of a controller',
  );

export const providerErrorCodeSchema: z.ZodType<ProviderErrorCode> =
  z.enum(PROVIDER_ERROR_CODES);
