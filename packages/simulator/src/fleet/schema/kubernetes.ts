import { z } from 'zod';
import { clusterBase, nodeBase, workloadBase } from './base';

/** State of a pod, in the terms of the API server except for the two final states. */
const POD_STATES = [
  'Running',
  'NotReady',
  'Pending',
  'ContainerCreating',
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'OOMKilled',
  'Evicted',
  'Terminating',
  'Completed',
  'Failed',
] as const;

export type PodState = (typeof POD_STATES)[number];

const nodeSchema = z.object({
  ...nodeBase,
  state: z
    .enum(['Ready', 'NotReady', 'Unknown'])
    .default('Ready')
    .describe('Unknown: its kubelet is gone'),
  cordoned: z.boolean().default(false),
  roles: z.array(z.string()).default(['worker']),
  labels: z.record(z.string(), z.string()).default({}),
  pressure: z
    .array(z.string())
    .default([])
    .describe('Conditions that are true: MemoryPressure, DiskPressure, …'),
  providerId: z.string().optional(),
  systemUuid: z
    .string()
    .optional()
    .describe('UUID of the machine as in SMBIOS. Default: generated'),
});

const podSchema = z.object({
  ...workloadBase,
  namespace: z.string().default('default'),
  state: z.enum(POD_STATES).default('Running'),
  deployment: z.string().optional().describe('Owns it, by way of a ReplicaSet'),
  owner: z
    .object({
      kind: z.enum(['StatefulSet', 'DaemonSet', 'Job']),
      name: z.string(),
      cronJob: z.string().optional().describe('Owns the Job'),
    })
    .optional()
    .describe('Owns it in place of a deployment'),
  sidecar: z.boolean().default(false).describe('Has a restartable init one'),
  restarts: z.number().int().default(0),
  image: z.string().default('registry.example/app:1.0'),
  labels: z.record(z.string(), z.string()).default({}),
});

/** A Kubernetes cluster; its workloads are pods, all else follows from them. */
export const kubernetesSchema = z.object({
  ...clusterBase,
  type: z.literal('kubernetes'),
  version: z.string().default('v1.36.2'),
  metrics: z
    .enum(['on', 'off', 'broken', 'denied'])
    .default('on')
    .describe('The metrics API: there, not installed, down, forbidden'),
  denied: z
    .array(z.string())
    .default([])
    .describe(
      'What the token may not do: read a resource, such as nodes, or one verb of it, such as watch pods',
    ),
  allowedNamespaces: z
    .array(z.string())
    .optional()
    .describe('The token may read namespaced resources in these only'),
  bookmarks: z
    .boolean()
    .default(true)
    .describe('Whether watches get bookmarks on request'),
  namespaces: z
    .array(z.string())
    .default([])
    .describe('Namespaces in addition to those of the pods'),
  nodes: z.array(nodeSchema),
  workloads: z.array(podSchema).default([]),
});

export type KubernetesCluster = z.output<typeof kubernetesSchema>;
export type KubernetesNode = z.output<typeof nodeSchema>;
export type Pod = z.output<typeof podSchema>;
