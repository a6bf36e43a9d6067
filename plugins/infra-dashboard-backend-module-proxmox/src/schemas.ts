import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { isPlausible } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** PVE sends numbers as text here and there, and the other way round. */
const number = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .refine(isPlausible)
  .optional()
  .catch(undefined);

/** Booleans come as 0 and 1, `template` of PVE 6 as an empty text. */
const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .transform(value => value === true || Number(value) === 1)
  .optional()
  .catch(undefined);

const text = z
  .union([z.string(), z.number().transform(String)])
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

const plainResourceSchema = z.object({
  type: z.string(),
  ...fields(NUMBERS, z.number().refine(isPlausible).optional()),
  ...fields(TEXTS, z.string().optional()),
});

/**
 * A row of `GET /cluster/resources`: nodes, guests, storages, pools, and whatever types
 * later releases add. Only `type` is sure to be there; flags are 0 and 1.
 */
export type Resource = z.infer<typeof plainResourceSchema>;

const lenientResourceSchema = z.object({
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

/** A row of `GET /nodes`, which tells the certificate of each member. */
export const nodeListRowSchema = z.object({
  node: z.string().min(1),
  ssl_fingerprint: z.string().optional().catch(undefined),
});

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

/** `GET /cluster/ceph/status`; the keys of `checks` are such as OSD_DOWN. */
export const cephStatusSchema = z.object({
  health: z.object({
    status: z.string(),
    checks: z.record(z.string(), z.unknown()).optional().catch(undefined),
  }),
  pgmap: z
    .object({ bytes_total: number, bytes_used: number, bytes_avail: number })
    .optional()
    .catch(undefined),
});

export type CephStatus = z.infer<typeof cephStatusSchema>;

/**
 * `GET /access/permissions`: the privileges by path. Having the key is having the
 * privilege; 1 says that it reaches the paths below as well.
 */
export const permissionsSchema = z.record(
  z.string(),
  z.record(z.string(), number),
);

export type Permissions = z.infer<typeof permissionsSchema>;

/** Takes about ten milliseconds. */
const ROWS_A_TURN = 1_000;

/** Rows of a list that can be read, and how many could not. */
export interface ParsedRows<T> {
  rows: T[];
  odd: number;
}

/** Parses each row by itself: one odd row must not take the others with it. */
export function parseRows<T extends z.ZodType>(
  schema: T,
  data: unknown[],
): ParsedRows<z.output<T>> {
  const rows: z.output<T>[] = [];
  let odd = 0;
  for (const row of data) {
    const parsed = schema.safeParse(row);
    if (parsed.success) rows.push(parsed.data);
    else odd += 1;
  }
  return { rows, odd };
}

/** A guest has its number and a node its name, if need be out of `id`; or it is odd. */
function isIdentified(row: Resource): boolean {
  const inId = /^[a-z]+\/(.+)$/.exec(row.id ?? '')?.[1];
  if (row.type === 'node') {
    row.node ??= row.name ?? inId;
    return Boolean(row.node);
  }
  if (row.type === 'qemu' || row.type === 'lxc') {
    row.vmid ??= Number(inId);
    return Number.isSafeInteger(row.vmid);
  }
  return true;
}

/**
 * Parses the rows of `GET /cluster/resources`, unknown types among them (P17).
 *
 * Ten thousand guests must not hold the event loop: the lenient schema, which costs four
 * times as much, is left to rows that the plain one refuses, and others get their turn
 * now and then (P12).
 */
export async function parseResources(
  data: unknown[],
): Promise<ParsedRows<Resource>> {
  const rows: Resource[] = [];
  let odd = 0;
  for (const [index, row] of data.entries()) {
    if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await nextTurn();
    const plain = plainResourceSchema.safeParse(row);
    const parsed = plain.success ? plain : lenientResourceSchema.safeParse(row);
    if (parsed.success && isIdentified(parsed.data)) rows.push(parsed.data);
    else odd += 1;
  }
  return { rows, odd };
}
