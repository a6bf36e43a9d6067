import { HEALTHS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  clusterStatusSchema,
  completenessSchema,
  nodeStatusSchema,
  providerErrorSchema,
  storageStatusSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import {
  forEachSliced,
  type Topology,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { z } from 'zod';
import { MAX_NODES, MAX_STORAGES } from '../../collector/limitReading';
import type {
  ClusterSnapshot,
  WorkloadsByHealth,
  WorkloadsSummary,
} from '../../collector/types';

/** A list whose rows are checked one by one, so that a long one does not block other work. */
const rowsSchema = (max: number) =>
  z.custom<unknown[]>(value => Array.isArray(value) && value.length <= max);

const partSchema = <T extends z.ZodType>(data: T) =>
  z.object({
    data: data.optional(),
    observedAt: z.number().optional(),
    error: providerErrorSchema.optional(),
  });

const {
  displayName,
  health,
  hostGroups,
  limitations,
  metadata,
  reasonCode,
  reasonParams,
  statusReason,
  totals,
  version,
} = clusterStatusSchema.shape;

const textSchema = z.string().max(500);

/** What is not named here is left out: these have to name all that a reading holds. */
type Shape<T> = Record<keyof T, z.ZodType>;

const topologyShape = {
  ...{ displayName, version, health, statusReason, hostGroups, totals },
  ...{ limitations, metadata, reasonCode, reasonParams },
  nodes: rowsSchema(MAX_NODES),
  storages: rowsSchema(MAX_STORAGES).optional(),
  identity: z
    .union([textSchema, z.array(textSchema).max(MAX_NODES * 3)])
    .optional(),
  uids: z.array(textSchema).max(MAX_NODES).optional(),
  scope: textSchema.optional(),
  complete: completenessSchema
    .pick({ nodes: true, facts: true })
    .extend({ storages: z.boolean().optional() })
    .optional(),
} satisfies Shape<Topology>;

const countsSchema = z.object({
  total: z.number(),
  ...Object.fromEntries(HEALTHS.map(one => [one, z.number().optional()])),
}) as z.ZodType<WorkloadsByHealth>;

const workloadsShape = {
  limitations,
  complete: z.boolean().optional(),
  observedAt: z.number().optional(),
  counts: countsSchema.optional(),
  countsByNode: z
    .array(z.tuple([z.string(), countsSchema]))
    .transform(pairs => new Map(pairs))
    .optional(),
  states: z
    .array(z.tuple([z.string(), z.number()]))
    .transform(pairs => new Map(pairs))
    .optional(),
} satisfies Shape<WorkloadsSummary>;

const snapshotSchema = z.object({
  name: z.string().min(1),
  topology: partSchema(z.object(topologyShape)),
  workloads: partSchema(z.object(workloadsShape)),
});

class WrongShape extends Error {}

async function parseRows<S extends z.ZodType<{ cluster: string }>>(
  rows: unknown[],
  options: { schema: S; cluster: string },
): Promise<Array<z.output<S>>> {
  const { schema, cluster } = options;
  const items: Array<z.output<S>> = [];
  await forEachSliced(rows, row => {
    const parsed = schema.safeParse(row);
    if (!parsed.success || parsed.data.cluster !== cluster) {
      throw new WrongShape();
    }
    items.push(parsed.data);
  });
  return items;
}

async function parse(value: unknown): Promise<ClusterSnapshot> {
  const parsed = snapshotSchema.safeParse(value);
  if (!parsed.success) throw new WrongShape();
  const { name: cluster, topology, workloads } = parsed.data;
  const nodes = await parseRows(topology.data?.nodes ?? [], {
    schema: nodeStatusSchema,
    cluster,
  });
  const storages =
    topology.data?.storages &&
    (await parseRows(topology.data.storages, {
      schema: storageStatusSchema,
      cluster,
    }));
  return {
    name: cluster,
    topology: {
      ...topology,
      ...(topology.data && { data: { ...topology.data, nodes, storages } }),
    },
    workloads,
  } as ClusterSnapshot;
}

/**
 * Validates what the database has of a cluster, in slices: it may have been written by another
 * version, and a user who can write to it must not be able to inject anything but clusters.
 *
 * @returns undefined where anything has another shape
 */
export async function parseSnapshot(
  value: unknown,
): Promise<ClusterSnapshot | undefined> {
  try {
    return await parse(value);
  } catch (error) {
    if (error instanceof WrongShape) return undefined;
    throw error;
  }
}
