import { z } from 'zod';

/** PVE sends numbers as text here and there, and the other way round. */
const number = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .refine(Number.isFinite)
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

/**
 * A row of `GET /cluster/resources`: nodes, guests, storages, pools, and whatever types
 * later releases add. Only `type` is sure to be there.
 */
export const resourceSchema = z.looseObject({
  type: z.string(),
  id: text,
  node: text,
  name: text,
  status: text,
  vmid: number,
  cpu: number,
  maxcpu: number,
  mem: number,
  maxmem: number,
  memhost: number,
  disk: number,
  maxdisk: number,
  uptime: number,
  template: flag,
  lock: text,
  hastate: text,
  tags: text,
  pool: text,
  storage: text,
  shared: flag,
  plugintype: text,
  level: text,
});

export type Resource = z.infer<typeof resourceSchema>;

/** A row of `GET /cluster/status`; a standalone node has no row of type `cluster`. */
export const clusterStatusRowSchema = z.looseObject({
  type: z.string(),
  name: text,
  quorate: flag,
  nodes: number,
  online: flag,
  ip: text,
});

export type ClusterStatusRow = z.infer<typeof clusterStatusRowSchema>;

/** `GET /version` */
export const versionSchema = z.looseObject({ version: text, release: text });

/** `GET /nodes/{node}/status` */
export const nodeDetailsSchema = z.looseObject({
  cpu: number,
  uptime: number,
  kversion: text,
  pveversion: text,
  cpuinfo: z
    .looseObject({
      model: text,
      sockets: number,
      cores: number,
      cpus: number,
    })
    .optional()
    .catch(undefined),
  memory: z
    .looseObject({ used: number, total: number })
    .optional()
    .catch(undefined),
  rootfs: z
    .looseObject({ used: number, total: number })
    .optional()
    .catch(undefined),
});

export type NodeDetails = z.infer<typeof nodeDetailsSchema>;

/** `GET /cluster/ceph/status` */
export const cephStatusSchema = z.looseObject({
  health: z.looseObject({ status: text }).optional().catch(undefined),
  pgmap: z
    .looseObject({
      bytes_total: number,
      bytes_used: number,
      bytes_avail: number,
    })
    .optional()
    .catch(undefined),
});

/** Rows of a list that can be read, and how many could not. */
export interface ParsedRows<T> {
  rows: T[];
  odd: number;
}

/** Parses each row by itself: one odd row must not take the others with it. */
export function parseRows<T extends z.ZodType>(
  schema: T,
  data: unknown,
): ParsedRows<z.output<T>> {
  const rows: z.output<T>[] = [];
  let odd = 0;
  for (const row of Array.isArray(data) ? data : []) {
    const parsed = schema.safeParse(row);
    if (parsed.success) rows.push(parsed.data);
    else odd += 1;
  }
  return { rows, odd };
}
