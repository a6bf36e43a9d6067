import { z } from 'zod';

export const GIB = 1024 ** 3;

const load = z.number().min(0).max(1);

const bytes = (usual: number) =>
  z.number().positive().default(usual).describe('Bytes');

/** Fields of a node on any platform. */
export const nodeBase = {
  name: z.string().min(1),
  cores: z.number().int().positive().default(16),
  memory: bytes(64 * GIB),
  disk: bytes(500 * GIB),
  load: load.default(0.3).describe('Share of the cores in use, 0..1'),
  memoryLoad: load.default(0.5).describe('Share of the memory in use, 0..1'),
};

/** Fields of a workload on any platform. */
export const workloadBase = {
  name: z.string().min(1),
  node: z.string().optional().describe('Absent: on no node'),
  cores: z.number().positive().default(2),
  memory: bytes(4 * GIB),
  disk: z
    .number()
    .nonnegative()
    .default(32 * GIB)
    .describe('Bytes'),
  load: load.default(0.2).describe('Share of its own cores in use, 0..1'),
  memoryLoad: load.default(0.5).describe('Share of its own memory, 0..1'),
};

/** Fields of a cluster on any platform. */
export const clusterBase = {
  name: z.string().min(1),
  reachable: z
    .boolean()
    .default(true)
    .describe('False: its port refuses connections'),
};
