import { z } from 'zod';
import { flag, id, number, optionalList, optionalObject, text } from './fields';

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

/** `GET /os-hypervisors/detail`; without the numbers from 2.88 on. */
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
  /** A JSON text before 2.28. */
  cpu_info: z.unknown().optional(),
});

export const hypervisorSchema = hypervisorFields.refine(
  row => row.hypervisor_hostname || !/^\d+$/.test(row.id),
  'A number alone is not a host name',
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
  'OS-FLV-EXT-DATA:ephemeral': number,
  ephemeral: number,
  /** MiB; an empty text for none in old versions. */
  swap: number,
};

/** `GET /flavors/detail`, needed below 2.47 only. */
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
  /** Empty for a server that boots from a volume. */
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
