import {
  withPercentage,
  type StorageStatus,
  type Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  cleanText,
  compact,
  isPlausible,
  judgeSpace,
  judgement,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { message } from '../messages';
import type { Pool } from '../schemas';

const GIB = 1024 ** 3;

/** Names are shorter. */
const MAX_TEXT = 500;

/** Bytes; undefined where the driver does not know it, or has no limit. */
function toBytes(value: number | string | null | undefined) {
  const bytes = Number(value === '' ? NaN : value ?? NaN) * GIB;
  return isPlausible(bytes) && bytes >= 0 ? Math.round(bytes) : undefined;
}

function spaceOf({ capabilities }: Pool): Usage {
  const total = toBytes(capabilities?.total_capacity_gb);
  const free = toBytes(capabilities?.free_capacity_gb);
  const requested = toBytes(capabilities?.provisioned_capacity_gb);
  // Placeholders of drivers that do not know their size.
  if (!total) return requested === undefined ? {} : { requested };
  return withPercentage({
    total,
    ...(free !== undefined && free <= total && { used: total - free }),
    ...(requested !== undefined && { requested }),
  });
}

/** A pool of Cinder; its name is `host@backend#pool`. */
export function mapPool(pool: Pool, cluster: string): StorageStatus {
  const name = cleanText(pool.name, MAX_TEXT) ?? '?';
  const {
    backend_state: state,
    storage_protocol: protocol,
    vendor_name: vendor,
    volume_backend_name: backend,
  } = pool.capabilities ?? {};
  const type = [protocol].flat().find(Boolean);
  const space = spaceOf(pool);
  return {
    id: `${cluster}/pool/${name}`,
    ...{ name, cluster, provider: 'openstack' },
    ...(type && { type: cleanText(type, MAX_TEXT) }),
    ...(state === 'down'
      ? judgement('failed', message('pool-down'))
      : judgeSpace(space)),
    shared: true,
    content: ['volumes'],
    space,
    metadata: compact({
      backendName: cleanText(backend, MAX_TEXT),
      vendor: cleanText(vendor, MAX_TEXT),
    }),
  };
}
