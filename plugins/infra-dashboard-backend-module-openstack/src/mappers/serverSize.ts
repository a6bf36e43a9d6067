import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Flavor, Server } from '../schemas';
import { count } from './quantity';

/** What Placement allocates for a server; a number that is not known is absent. */
export interface ServerSize {
  vcpus?: number;
  /** MiB */
  memory?: number;
  /** GiB: root disk, ephemeral disk and swap. */
  disk?: number;
}

/** By id; for servers that contain only the id of their flavor. */
export type Flavors = ReadonlyMap<string, Flavor>;

function flavorOf({ flavor }: Server, flavors?: Flavors) {
  const id = flavor?.id === undefined ? undefined : String(flavor?.id);
  const listed = id === undefined ? undefined : flavors?.get(id);
  return { id, listed, own: flavor };
}

/** A server that boots from a volume has no image, and its root disk is the volume. */
function bootsFromVolume({ image }: Server): boolean {
  return image === '';
}

function diskOf(
  server: Server,
  sizes: Pick<Flavor, 'disk' | 'swap'> & { ephemeral?: number | null },
): number | undefined {
  const root = bootsFromVolume(server) ? 0 : count(sizes.disk);
  if (root === undefined) return undefined;
  const swap = Math.ceil((count(sizes.swap) ?? 0) / 1024);
  return root + (count(sizes.ephemeral) ?? 0) + swap;
}

/** Name of the flavor of a server, or its id. */
export function flavorNameOf(
  server: Server,
  flavors?: Flavors,
): string | undefined {
  const { id, listed, own } = flavorOf(server, flavors);
  return cleanText(own?.original_name ?? listed?.name ?? id);
}

/** Size of a server by its flavor, which may have changed since it was created. */
export function sizeOf(server: Server, flavors?: Flavors): ServerSize {
  const { listed, own } = flavorOf(server, flavors);
  return {
    vcpus: count(own?.vcpus ?? listed?.vcpus),
    memory: count(own?.ram ?? listed?.ram),
    disk: diskOf(server, {
      disk: own?.disk ?? listed?.disk,
      swap: own?.swap ?? listed?.swap,
      ephemeral: own?.ephemeral ?? listed?.['OS-FLV-EXT-DATA:ephemeral'],
    }),
  };
}
