import type { NodeStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

export const MIB = 1024 ** 2;

/** Cores and MiB of a flavor; 0 is nothing of it. */
export interface FlavorSize {
  cpu: number;
  mib: number;
}

/** Usual flavors, and sizes at and just above what each host has left or gives to one server. */
export function createSizes(nodes: NodeStatus[]): FlavorSize[] {
  const usual = [1, 2, 4, 8, 16, 24, 32, 64, 128].flatMap(cpu =>
    [1, 4, 8].map(ratio => ({ cpu, mib: cpu * ratio * 1024 })),
  );
  const edges = nodes.flatMap(({ placement }) => {
    if (!placement) return [];
    const { allocatable, allocated, largest = {} } = placement;
    const left = (key: 'cpu' | 'memory', unit: number) =>
      Math.floor(
        Math.min(
          (allocatable[key] ?? 0) - (allocated[key] ?? 0),
          largest[key] ?? Infinity,
        ) / unit,
      );
    const [cpu, mib] = [left('cpu', 1), left('memory', MIB)];
    return [
      ...[0, 1].flatMap(more => [
        { cpu: cpu + more, mib: 512 },
        { cpu: 1, mib: mib + more },
        { cpu: cpu + more, mib: 0 },
        { cpu: 0, mib: mib + more },
      ]),
      { cpu, mib },
      // The last ones that fit twice, and three times.
      { cpu: 1, mib: Math.floor(mib / 2) },
      { cpu: 1, mib: Math.floor(mib / 3) },
    ];
  });
  const known = new Map(
    [...usual, ...edges].map(size => [JSON.stringify(size), size]),
  );
  return [...known.values()].filter(({ cpu, mib }) => cpu + mib > 0);
}
