import { z } from 'zod';
import { clusterBase, nodeBase, workloadBase } from './base';

const hostSchema = z.object({
  ...nodeBase,
  state: z.enum(['up', 'down']).default('up'),
  disabledReason: z.string().optional().describe('Set: the host is disabled'),
  zone: z.string().default('nova').describe('Availability zone'),
  allocationRatio: z
    .number()
    .positive()
    .default(4)
    .describe('CPU allocation ratio'),
});

const instanceSchema = z.object({
  ...workloadBase,
  status: z.string().default('ACTIVE'),
  taskState: z.string().optional(),
  powerState: z
    .number()
    .int()
    .default(1)
    .describe(
      '0 none, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended',
    ),
  project: z.string().default('demo'),
  locked: z.boolean().default(false),
  fault: z.string().optional().describe('Why an ERROR is one'),
  tags: z.array(z.string()).default([]),
  metadata: z.record(z.string(), z.string()).default({}),
});

/** A region of OpenStack: Keystone, Nova and Placement. */
export const openstackSchema = z.object({
  ...clusterBase,
  type: z.literal('openstack'),
  region: z.string().default('RegionOne'),
  admin: z
    .boolean()
    .default(true)
    .describe('Whether the configured user has the role admin'),
  tokenLifeSeconds: z.number().positive().default(3600),
  novaMinor: z
    .number()
    .int()
    .min(1)
    .default(93)
    .describe('Highest microversion: 2.x'),
  placement: z.boolean().default(true).describe('False: not in the catalog'),
  maxLimit: z
    .number()
    .int()
    .positive()
    .default(1000)
    .describe('Maximum number of rows of a page, for any requested limit'),
  cellDown: z
    .boolean()
    .default(false)
    .describe('The database of the cell that holds all servers is away'),
  quota: z
    .object({
      instances: z.number().default(20),
      cores: z.number().default(64),
      ram: z.number().default(262_144).describe('MiB'),
    })
    .prefault({})
    .describe('Of every project; -1: no limit'),
  nodes: z.array(hostSchema),
  workloads: z.array(instanceSchema).default([]),
});

export type OpenStackCluster = z.output<typeof openstackSchema>;
export type Host = z.output<typeof hostSchema>;
export type Instance = z.output<typeof instanceSchema>;
