import { z } from 'zod';

const GIB = 1024 ** 3;

const load = z.number().min(0).max(1);

const nodeBase = {
  name: z.string().min(1),
  cores: z.number().int().positive().default(16),
  memory: z
    .number()
    .positive()
    .default(64 * GIB)
    .describe('Bytes'),
  disk: z
    .number()
    .positive()
    .default(500 * GIB)
    .describe('Bytes'),
  /** Share of the cores and of the memory in use. */
  load: load.default(0.3),
  memoryLoad: load.default(0.5),
};

const workloadBase = {
  name: z.string().min(1),
  node: z.string().optional(),
  cores: z.number().positive().default(2),
  memory: z
    .number()
    .positive()
    .default(4 * GIB)
    .describe('Bytes'),
  disk: z
    .number()
    .nonnegative()
    .default(32 * GIB)
    .describe('Bytes'),
  load: load.default(0.2),
  memoryLoad: load.default(0.5),
};

const clusterBase = {
  name: z.string().min(1),
  /** False: its port refuses connections. */
  reachable: z.boolean().default(true),
};

const proxmoxSchema = z.object({
  ...clusterBase,
  type: z.literal('proxmox'),
  version: z.string().default('8.4.21'),
  standalone: z.boolean().default(false),
  quorate: z.boolean().default(true),
  /** Ceph, counted once; absent: not installed. */
  ceph: z
    .object({
      health: z.string().default('HEALTH_OK'),
      total: z.number(),
      used: z.number(),
    })
    .optional(),
  /** Shared storages, listed once per node. */
  sharedStorages: z
    .array(z.object({ name: z.string(), total: z.number(), used: z.number() }))
    .default([]),
  nodes: z.array(
    z.object({
      ...nodeBase,
      state: z.enum(['online', 'offline', 'unknown']).default('online'),
    }),
  ),
  workloads: z.array(
    z.object({
      ...workloadBase,
      vmid: z.number().int().positive(),
      kind: z.enum(['qemu', 'lxc']).default('qemu'),
      status: z.string().default('running'),
      tags: z.array(z.string()).default([]),
      pool: z.string().optional(),
      lock: z.string().optional(),
      hastate: z.string().optional(),
      template: z.boolean().default(false),
    }),
  ),
});

const podStates = [
  'Running',
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'Pending',
  'Completed',
  'Failed',
] as const;

const kubernetesSchema = z.object({
  ...clusterBase,
  type: z.literal('kubernetes'),
  version: z.string().default('v1.36.2'),
  /** The metrics API: there, not installed (404), broken (503), denied (403). */
  metrics: z.enum(['on', 'off', 'broken', 'denied']).default('on'),
  /** Resources that the token may not list: nodes, pods, deployments, namespaces. */
  denied: z.array(z.string()).default([]),
  nodes: z.array(
    z.object({
      ...nodeBase,
      state: z.enum(['Ready', 'NotReady', 'Unknown']).default('Ready'),
      cordoned: z.boolean().default(false),
      roles: z.array(z.string()).default(['worker']),
      pressure: z.array(z.string()).default([]),
      providerId: z.string().optional(),
    }),
  ),
  /** Pods; those that name a deployment belong to it. */
  workloads: z.array(
    z.object({
      ...workloadBase,
      namespace: z.string().default('default'),
      state: z.enum(podStates).default('Running'),
      deployment: z.string().optional(),
      restarts: z.number().int().default(0),
      image: z.string().default('registry.example/app:1.0'),
      labels: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

const openstackSchema = z.object({
  ...clusterBase,
  type: z.literal('openstack'),
  region: z.string().default('RegionOne'),
  /** Whether the configured user has the admin role. */
  admin: z.boolean().default(true),
  tokenLifeSeconds: z.number().positive().default(3600),
  nodes: z.array(
    z.object({
      ...nodeBase,
      state: z.enum(['up', 'down']).default('up'),
      disabledReason: z.string().optional(),
      allocationRatio: z.number().positive().default(4),
    }),
  ),
  workloads: z.array(
    z.object({
      ...workloadBase,
      status: z.string().default('ACTIVE'),
      taskState: z.string().optional(),
      powerState: z.number().int().default(1),
      project: z.string().default('demo'),
      tags: z.array(z.string()).default([]),
      metadata: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

export const clusterSchema = z.discriminatedUnion('type', [
  proxmoxSchema,
  kubernetesSchema,
  openstackSchema,
]);

/** Clusters × nodes × workloads: all that the servers tell comes out of this. */
export const fleetSchema = z.object({ clusters: z.array(clusterSchema) });

export type Fleet = z.output<typeof fleetSchema>;
export type FleetInput = z.input<typeof fleetSchema>;
export type Cluster = z.output<typeof clusterSchema>;
export type ProxmoxCluster = z.output<typeof proxmoxSchema>;
export type KubernetesCluster = z.output<typeof kubernetesSchema>;
export type OpenStackCluster = z.output<typeof openstackSchema>;
export type PodState = (typeof podStates)[number];
