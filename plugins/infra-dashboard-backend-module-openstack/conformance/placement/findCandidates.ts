import { strictEqual } from 'node:assert';
import type { SendRaw } from '../openstack/cloud';
import { MIB, type FlavorSize } from './sizes';

async function ask(send: SendRaw, query: string) {
  const request = { service: 'placement', microversion: '1.29' } as const;
  const [candidates, providers] = await Promise.all(
    [`/allocation_candidates?${query}&limit=1000`, '/resource_providers'].map(
      path => send({ ...request, path }),
    ),
  );
  strictEqual(candidates.status, 200, JSON.stringify(candidates.body));
  const names = new Map<string, string>(
    providers.body.resource_providers.map((one: any) => [one.uuid, one.name]),
  );
  return { body: candidates.body, names };
}

/** The hosts on which Placement allocates so many servers of a size at once, by name. */
export async function findCandidates(
  send: SendRaw,
  { cpu, mib }: FlavorSize,
  count: number,
): Promise<Set<string>> {
  const resources = [
    ...(cpu ? [`VCPU:${cpu}`] : []),
    ...(mib ? [`MEMORY_MB:${mib}`] : []),
  ].join(',');
  // Numbered groups of one request end on one tree of providers, which is one host.
  const groups = Array.from(
    { length: count },
    (_, index) => `resources${index + 1}=${resources}`,
  );
  const query =
    count === 1
      ? `resources=${resources}`
      : [...groups, 'group_policy=none'].join('&');
  const { body, names } = await ask(send, query);
  return new Set(
    body.allocation_requests.flatMap((one: any) =>
      Object.keys(one.allocations).map(uuid => names.get(uuid)),
    ),
  );
}

/** Capacity and use of each host that takes the smallest server, in cores and bytes. */
export async function findSummaries(send: SendRaw) {
  const { body, names } = await ask(send, 'resources=VCPU:1,MEMORY_MB:1');
  return new Map(
    Object.entries<any>(body.provider_summaries).map(
      ([uuid, { resources }]) => [
        names.get(uuid),
        {
          cpu: [resources.VCPU.capacity, resources.VCPU.used],
          memory: [
            resources.MEMORY_MB.capacity * MIB,
            resources.MEMORY_MB.used * MIB,
          ],
        },
      ],
    ),
  );
}
