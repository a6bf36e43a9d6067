import {
  forEachSliced,
  type Explained,
  type Redactor,
  type Topology,
  type WorkloadsReading,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

async function redactAll<T extends Explained>(
  items: T[],
  redactor: Redactor,
): Promise<T[]> {
  const cleaned: T[] = [];
  await forEachSliced(items, item => {
    cleaned.push(redactor.explained(item));
  });
  return cleaned;
}

/** Removes secrets from all reasons and limitations of a cluster, its nodes and storages. */
export async function redactTopology(
  reading: Topology,
  redactor: Redactor,
): Promise<Topology> {
  const nodes = await redactAll(reading.nodes, redactor);
  const storages =
    reading.storages && (await redactAll(reading.storages, redactor));
  return {
    ...redactor.reading(redactor.explained(reading)),
    nodes,
    ...(storages && { storages }),
  };
}

/** The same for workloads. */
export async function redactWorkloads(
  reading: WorkloadsReading,
  redactor: Redactor,
): Promise<WorkloadsReading> {
  const items = await redactAll(reading.items, redactor);
  return { ...redactor.reading(reading), items };
}
