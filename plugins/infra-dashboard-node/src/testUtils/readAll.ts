import type {
  ClusterReading,
  InfraProvider,
  ReadOptions,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

/** All clusters that one read yields. @public */
export async function readAll(
  provider: Pick<InfraProvider, 'read'>,
  options: Partial<ReadOptions> = {},
): Promise<ClusterReading[]> {
  const readings: ClusterReading[] = [];
  const signal = options.signal ?? new AbortController().signal;
  for await (const reading of provider.read({ ...options, signal })) {
    readings.push(reading);
  }
  return readings;
}

/**
 * The one cluster of a provider, its parts without their results.
 *
 * @throws the failure of a part that could not be read
 * @public
 */
export async function readOne(
  provider: Pick<InfraProvider, 'read'>,
  options: Partial<ReadOptions> = {},
) {
  const [{ name, topology, workloads }] = await readAll(provider, options);
  if (!topology.ok) throw topology.failure;
  if (!workloads.ok) throw workloads.failure;
  return { name, ...topology.value, workloads: workloads.value };
}
