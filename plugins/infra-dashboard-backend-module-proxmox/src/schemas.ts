import { z } from 'zod';
import {
  cleanText,
  isPlausible,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** PVE returns some numbers as text, and some text as numbers. */
export const number = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .refine(isPlausible)
  .optional()
  .catch(undefined);

/** PVE returns booleans as 0 and 1. */
export const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .transform(value => value === true || Number(value) === 1)
  .optional()
  .catch(undefined);

/** Names and states are much shorter; the tags of a guest are one text. */
const MAX_TEXT = 4_000;

export const text = z
  .union([z.string(), z.number().transform(String)])
  .transform(value => cleanText(value, MAX_TEXT))
  .optional()
  .catch(undefined);

const NUMBERS = [
  'vmid',
  'cpu',
  'maxcpu',
  'mem',
  'maxmem',
  'memhost',
  'disk',
  'maxdisk',
  'uptime',
  'template',
  'shared',
] as const;

const TEXTS = [
  'id',
  'node',
  'name',
  'status',
  'lock',
  'hastate',
  'tags',
  'pool',
  'storage',
  'plugintype',
  'content',
  'level',
] as const;

function fields<const K extends readonly string[], T extends z.ZodType>(
  keys: K,
  schema: T,
): Record<K[number], T> {
  return Object.fromEntries(keys.map(key => [key, schema])) as Record<
    K[number],
    T
  >;
}

export const plainResourceSchema = z.object({
  type: z.string(),
  ...fields(NUMBERS, z.number().refine(isPlausible).optional()),
  ...fields(TEXTS, z.string().max(MAX_TEXT).optional()),
});

/**
 * A row of `GET /cluster/resources`: nodes, guests, storages, pools, and whatever types
 * later releases add. Only `type` is always there; flags are 0 and 1.
 */
export type Resource = z.infer<typeof plainResourceSchema>;

export const lenientResourceSchema = z.object({
  type: z.string(),
  ...fields(NUMBERS, number),
  ...fields(TEXTS, text),
});

/** A row of `GET /cluster/status`; a standalone node has no row of type `cluster`. */
export const clusterStatusRowSchema = z.object({
  type: z.string(),
  name: text,
  quorate: flag,
  nodes: number,
  online: flag,
  ip: text,
});

export type ClusterStatusRow = z.infer<typeof clusterStatusRowSchema>;

/** A row of `GET /nodes`, with the certificate of each member. */
export const nodeListRowSchema = z.object({
  node: z.string().min(1),
  ssl_fingerprint: z.string().optional().catch(undefined),
});

/** A row of `GET /storage`; which keys it has depends on its type. */
export const storageConfigSchema = z.object({
  storage: z.string().min(1).max(MAX_TEXT),
  type: z.string().min(1).max(MAX_TEXT),
  disable: flag,
  shared: flag,
  ...fields(
    [
      ...(['content', 'datastore', 'export', 'fs-name', 'monhost'] as const),
      ...(['nodes', 'pool', 'portal', 'server', 'share'] as const),
      ...(['thinpool', 'vgname'] as const),
    ],
    text,
  ),
});

export type StorageConfig = z.infer<typeof storageConfigSchema>;

/** A row of `GET /cluster/backup`: a job for all guests, those of a pool, or some. */
export const backupJobSchema = z.object({
  enabled: flag,
  all: flag,
  ...fields(['exclude', 'node', 'pool', 'vmid'], text),
});

export type BackupJob = z.infer<typeof backupJobSchema>;

/** A row of `GET /cluster/tasks` or `GET /nodes/{node}/tasks`. */
export const clusterTaskSchema = z.object({
  type: z.string().min(1),
  starttime: number,
  endtime: number,
  ...fields(['id', 'node', 'status'], text),
});

export type ClusterTask = z.infer<typeof clusterTaskSchema>;

/** `GET /version` */
export const versionSchema = z.object({ version: text, release: text });

/** `GET /nodes/{node}/status` */
export const nodeDetailsSchema = z.object({
  cpu: number,
  uptime: number,
  kversion: text,
  pveversion: text,
  cpuinfo: z
    .object({ model: text, sockets: number, cores: number, cpus: number })
    .optional()
    .catch(undefined),
  memory: z.object({ used: number, total: number }).optional().catch(undefined),
  rootfs: z.object({ used: number, total: number }).optional().catch(undefined),
});

export type NodeDetails = z.infer<typeof nodeDetailsSchema>;

/** A row of `GET /nodes/{node}/rrddata`; without values where nothing was measured. */
export const rrdRowSchema = z.object({
  time: z.number(),
  cpu: number,
  maxcpu: number,
  memused: number,
  memtotal: number,
});

export type RrdRow = z.infer<typeof rrdRowSchema>;

const cephCheckSchema = z
  .object({
    severity: z.string().optional().catch(undefined),
    muted: z.unknown(),
  })
  .catch({ muted: false });

/** `GET /cluster/ceph/status`; the keys of `checks` are such as OSD_DOWN. */
export const cephStatusSchema = z.object({
  health: z.object({
    status: z.string(),
    checks: z.record(z.string(), cephCheckSchema).optional().catch(undefined),
  }),
  pgmap: z
    .object({ bytes_total: number, bytes_used: number, bytes_avail: number })
    .optional()
    .catch(undefined),
});

export type CephStatus = z.infer<typeof cephStatusSchema>;

/**
 * `GET /access/permissions`: the privileges by path. A key means that the privilege is granted;
 * the value 1 that it covers the paths below as well.
 */
export const permissionsSchema = z.record(
  z.string(),
  z.record(z.string(), number),
);

export type Permissions = z.infer<typeof permissionsSchema>;
