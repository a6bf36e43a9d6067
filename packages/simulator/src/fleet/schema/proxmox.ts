import { z } from 'zod';
import { clusterBase, nodeBase, workloadBase } from './base';

const nodeSchema = z.object({
  ...nodeBase,
  state: z.enum(['online', 'offline', 'unknown']).default('online'),
  downSeconds: z
    .number()
    .default(600)
    .describe(
      'How long it has been offline; below 300 its guests still read running',
    ),
});

const guestSchema = z.object({
  ...workloadBase,
  vmid: z.number().int().positive(),
  kind: z.enum(['qemu', 'lxc']).default('qemu'),
  status: z.string().default('running').describe("QEMU's run state, any word"),
  tags: z.array(z.string()).default([]),
  pool: z.string().optional(),
  lock: z.string().optional(),
  hastate: z.string().optional(),
  template: z.boolean().default(false),
  backup: z.boolean().default(true).describe('In the nightly job'),
  agent: z
    .enum(['absent', 'stopped', 'running'])
    .default('absent')
    .describe('The QEMU guest agent: not configured, not running, running'),
});

const storageSchema = z.object({
  name: z.string(),
  type: z.string().default('rbd').describe('Storage plugin: rbd, nfs, …'),
  content: z.string().default('images,rootdir'),
  pool: z.string().optional().describe('Of Ceph; storages may share one'),
  available: z.boolean().default(true).describe('False: it cannot be reached'),
  total: z.number().describe('Bytes'),
  used: z.number().describe('Bytes'),
});

/** A Proxmox VE cluster or a standalone node. */
export const proxmoxSchema = z.object({
  ...clusterBase,
  type: z.literal('proxmox'),
  version: z.string().default('8.4.21').describe('9.x has other responses'),
  standalone: z.boolean().default(false),
  quorate: z.boolean().default(true),
  ceph: z
    .object({
      health: z.string().default('HEALTH_OK'),
      total: z.number().describe('Bytes'),
      used: z.number().describe('Bytes'),
    })
    .optional()
    .describe('Absent: not installed'),
  sharedStorages: z
    .array(storageSchema)
    .default([])
    .describe('Listed once for every node, as PVE does'),
  nodes: z.array(nodeSchema),
  workloads: z.array(guestSchema).default([]),
});

export type ProxmoxCluster = z.output<typeof proxmoxSchema>;
export type ProxmoxNode = z.output<typeof nodeSchema>;
export type Guest = z.output<typeof guestSchema>;
export type SharedStorage = z.output<typeof storageSchema>;
