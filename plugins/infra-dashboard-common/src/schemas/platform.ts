import type {
  FormField,
  PlatformCatalogTypes,
  PlatformDescriptor,
  PlatformFact,
  PlatformTerms,
  WorkloadTypeDescriptor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { PlatformList } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { z } from 'zod';
import { objectSchema } from './objectSchema';

const termsSchema = objectSchema<PlatformTerms>({
  cluster: z.string(),
  node: z.string(),
  namespace: z.string(),
  requested: z.enum(['requested', 'allocated']),
});

/** @public */
export const platformListSchema = objectSchema<PlatformList>({
  items: z.array(
    objectSchema<PlatformDescriptor>({
      type: z.string(),
      title: z.string(),
      icon: z.string(),
      terms: termsSchema,
      workloadTypes: z.array(
        objectSchema<WorkloadTypeDescriptor>({
          type: z.string(),
          title: z.string(),
          aliases: z.array(z.string()).optional(),
          icon: z.string().optional(),
          role: z.enum(['app', 'replica', 'machine']),
          ended: z
            .object({ key: z.string(), values: z.array(z.string()) })
            .optional(),
          unprotected: z
            .object({ key: z.string(), values: z.array(z.string()) })
            .optional(),
        }),
      ),
      facts: z
        .record(
          z.string(),
          objectSchema<PlatformFact>({
            title: z.string(),
            unit: z.enum(['bytes']).optional(),
            isHighlight: z.boolean().optional(),
            isColumn: z.boolean().optional(),
            catalog: z.enum(['annotation', 'label']).optional(),
          }),
        )
        .optional(),
      columns: z.array(z.string()).optional(),
      fields: z.array(
        objectSchema<FormField>({
          key: z.string(),
          label: z.string(),
          type: z.enum(['text', 'secret', 'boolean']).optional(),
          required: z.boolean().optional(),
          example: z.string().optional(),
          help: z.string().optional(),
          group: z.string().optional(),
        }),
      ),
      catalog: objectSchema<PlatformCatalogTypes>({
        cluster: z.string().optional(),
        node: z.string().optional(),
      }).optional(),
      messages: z
        .record(z.string(), z.record(z.string(), z.string()))
        .optional(),
    }),
  ),
});
