import { z } from 'zod';
import { kubernetesSchema } from './kubernetes';
import { openstackSchema } from './openstack';
import { proxmoxSchema } from './proxmox';

const clusterSchema = z.discriminatedUnion('type', [
  proxmoxSchema,
  kubernetesSchema,
  openstackSchema,
]);

/** Clusters × nodes × workloads: the source of all data that the servers return. */
export const fleetSchema = z
  .object({ clusters: z.array(clusterSchema) })
  .superRefine(({ clusters }, context) => {
    const names = new Set<string>();
    clusters.forEach(({ name }, index) => {
      if (names.has(name)) {
        context.addIssue({
          code: 'custom',
          path: ['clusters', index, 'name'],
          message: `is taken: there is another cluster ${name}`,
        });
      }
      names.add(name);
    });
  });

export type Fleet = z.output<typeof fleetSchema>;
export type FleetInput = z.input<typeof fleetSchema>;
export type Cluster = z.output<typeof clusterSchema>;
export type ClusterInput = z.input<typeof clusterSchema>;
