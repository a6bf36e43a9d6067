import { z } from 'zod';
import { isPlausible } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/*
 * Answers as Keystone, Nova and Placement give them. Only what a row cannot be used
 * without is required: an odd field reads as absent, and never costs the row (O8).
 */

const text = z.string().nullish().catch(undefined);
const amount = z.number().refine(isPlausible);
const number = amount.nullish().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);
/** Nova's ids are uuids, or integers before 2.53. */
const id = z.union([z.string().min(1), z.number()]).transform(String);

function optionalObject<S extends z.ZodType>(schema: S) {
  return schema.nullish().catch(undefined);
}

/** A list whose odd entries are left out. */
function optionalList<S extends z.ZodType>(schema: S) {
  return z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform(rows =>
      rows?.flatMap(row => {
        const parsed = schema.safeParse(row);
        return parsed.success ? [parsed.data as z.output<S>] : [];
      }),
    );
}

const endpointSchema = z
  .object({
    id: z.string().optional().catch(undefined),
    url: z.string(),
    interface: z.string().optional(),
    region: z.string().nullish(),
    region_id: z.string().nullish(),
  })
  .transform(({ region, region_id, ...rest }) => ({
    ...rest,
    region: region ?? undefined,
    region_id: region_id ?? undefined,
  }));

const catalogSchema = optionalList(
  z.object({
    id: z.string().optional().catch(undefined),
    type: z.string(),
    endpoints: optionalList(endpointSchema),
  }),
);

export type Catalog = NonNullable<z.output<typeof catalogSchema>>;

/** `POST /v3/auth/tokens` */
export const tokenSchema = z.object({
  token: z.object({
    expires_at: z.string().optional().catch(undefined),
    issued_at: z.string().optional().catch(undefined),
    user: z.object({ name: z.string().optional() }).optional().catch(undefined),
    // An odd one is no token; that it is absent says that the login had no scope.
    project: z
      .object({ id: z.string(), name: z.string().optional() })
      .nullish(),
    roles: optionalList(z.object({ name: z.string() })),
    catalog: catalogSchema,
    application_credential: z
      .object({
        access_rules: optionalList(
          z.object({
            service: z.string(),
            path: z.string(),
            method: z.string(),
          }),
        ),
      })
      .optional()
      .catch(undefined),
  }),
});

const versionSchema = z.object({
  id: text,
  version: text,
  max_version: text,
  min_version: text,
});

/** Version document: of one version (`/v2.1/`) or of all (`/`). */
export const versionDocumentSchema = z.object({
  version: optionalObject(versionSchema),
  versions: optionalList(versionSchema),
});

/** `GET /v3/projects`, `GET /v3/auth/projects` */
export const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  domain_id: text,
});

/** `GET /os-hypervisors/detail`; the numbers are gone from 2.88 on (O1). */
const hypervisorFields = z.object({
  id,
  hypervisor_hostname: text,
  hypervisor_type: text,
  hypervisor_version: z
    .union([z.number(), z.string()])
    .nullish()
    .catch(undefined),
  state: text,
  status: text,
  host_ip: text,
  uptime: text,
  service: optionalObject(z.object({ host: text, disabled_reason: text })),
  vcpus: number,
  vcpus_used: number,
  memory_mb: number,
  memory_mb_used: number,
  local_gb: number,
  local_gb_used: number,
  /** JSON in a text before 2.28. */
  cpu_info: z.unknown().optional(),
});

export const hypervisorSchema = hypervisorFields.refine(
  row => row.hypervisor_hostname || !/^\d+$/.test(row.id),
  'A number alone names no host',
);

export type Hypervisor = z.output<typeof hypervisorSchema>;

/** `GET /os-services` */
export const serviceSchema = z.object({
  host: z.string(),
  zone: text,
  status: text,
  state: text,
  disabled_reason: text,
  forced_down: flag,
  updated_at: text,
});

export type ComputeService = z.output<typeof serviceSchema>;

const flavorFields = {
  vcpus: number,
  ram: number,
  disk: number,
};

/** `GET /flavors/detail`, needed only below 2.47 (O7). */
export const flavorSchema = z.object({ id, name: text, ...flavorFields });

export type Flavor = z.output<typeof flavorSchema>;

/** `GET /servers/detail` */
export const serverSchema = z.object({
  id: z.string().min(1),
  name: text,
  status: text,
  tenant_id: text,
  hostId: text,
  host_status: text,
  created: text,
  updated: text,
  locked: flag,
  locked_reason: text,
  description: text,
  tags: optionalList(z.string()),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  /** An empty text for a server that boots from a volume. */
  image: z
    .union([z.string(), z.object({ id: text })])
    .nullish()
    .catch(undefined),
  flavor: optionalObject(
    z.object({
      id: z.union([z.string(), z.number()]).nullish().catch(undefined),
      original_name: text,
      ...flavorFields,
    }),
  ),
  addresses: z
    .record(
      z.string(),
      optionalList(z.object({ addr: z.string(), 'OS-EXT-IPS:type': text })),
    )
    .nullish()
    .catch(undefined),
  accessIPv4: text,
  accessIPv6: text,
  fault: optionalObject(z.object({ message: text })),
  'OS-EXT-STS:vm_state': text,
  'OS-EXT-STS:task_state': text,
  'OS-EXT-STS:power_state': number,
  'OS-EXT-AZ:availability_zone': text,
  'OS-EXT-SRV-ATTR:host': text,
  'OS-EXT-SRV-ATTR:hypervisor_hostname': text,
  'OS-EXT-SRV-ATTR:instance_name': text,
  'OS-SRV-USG:launched_at': text,
});

export type Server = z.output<typeof serverSchema>;

/** `GET /limits` */
export const limitsSchema = z.object({
  limits: z.object({
    absolute: z.object({
      maxTotalCores: number,
      totalCoresUsed: number,
      maxTotalRAMSize: number,
      totalRAMUsed: number,
      maxTotalInstances: number,
      totalInstancesUsed: number,
    }),
  }),
});

export type AbsoluteLimits = z.output<
  typeof limitsSchema
>['limits']['absolute'];

/** `GET /resource_providers` of Placement */
export const resourceProviderSchema = z.object({
  uuid: z.string(),
  name: text,
  parent_provider_uuid: text,
});

export type ResourceProvider = z.output<typeof resourceProviderSchema>;

const inventorySchema = z.object({
  total: amount,
  reserved: number,
  allocation_ratio: number,
});

/** `GET /resource_providers/{uuid}/inventories` */
export const inventoriesSchema = z.object({
  inventories: z.record(
    z.string(),
    inventorySchema.optional().catch(undefined),
  ),
});

export type Inventories = z.output<typeof inventoriesSchema>['inventories'];

/** `GET /resource_providers/{uuid}/usages` */
export const usagesSchema = z.object({
  usages: z.record(z.string(), amount.optional().catch(undefined)),
});

export type Usages = z.output<typeof usagesSchema>['usages'];
