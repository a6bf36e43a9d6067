import type { Host, Instance, OpenStackCluster } from '../fleet/schema';
import type { HandlerContext } from '../server/protocol';

export const MIB = 1024 ** 2;
export const GIB = 1024 ** 3;

/** What the servers on a host have been given, and how many there are. */
export interface Allocation {
  cores: number;
  memory: number;
  disk: number;
  servers: Instance[];
}

function add(sum: Allocation, server: Instance): Allocation {
  sum.cores += server.cores;
  sum.memory += server.memory;
  sum.disk += server.disk;
  sum.servers.push(server);
  return sum;
}

const nothing = (): Allocation => ({
  cores: 0,
  memory: 0,
  disk: 0,
  servers: [],
});

type Context = HandlerContext<OpenStackCluster>;

/** Sums over the servers that some key leads to. */
function sums(
  { cluster, memo }: Context,
  name: 'node' | 'project',
): Map<string, Allocation> {
  return memo.get(`allocations/${name}`, () => {
    const found = new Map<string, Allocation>();
    for (const server of cluster.workloads) {
      const key = server[name];
      if (key === undefined) continue;
      found.set(key, add(found.get(key) ?? nothing(), server));
    }
    return found;
  });
}

export function allocatedOn(context: Context, { name }: Host): Allocation {
  return sums(context, 'node').get(name) ?? nothing();
}

export function allocatedTo(context: Context, project: string): Allocation {
  return sums(context, 'project').get(project) ?? nothing();
}
