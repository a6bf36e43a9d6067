import { NotFoundError } from '@backstage/errors';
import { explainUnhealthy, UNHEALTHY, type Problem } from './explainUnhealthy';
import type { VisibleInventory } from './VisibleInventory';

/**
 * What is unhealthy of what the caller may see, the worst first.
 *
 * @throws NotFoundError where there is no such cluster
 */
export async function explainVisible(
  inventory: VisibleInventory,
  { cluster, provider }: { cluster?: string; provider?: string },
): Promise<Problem[]> {
  const isWanted = ({ name }: { name: string }) => !cluster || name === cluster;
  const providers = inventory
    .listProviders()
    .filter(one => isWanted(one) && (!provider || one.type === provider));
  const { items } = await inventory.listClusters({
    include: 'nodes',
    provider,
  });
  const clusters = items.filter(isWanted);
  if (cluster && !clusters.length && !providers.length) {
    throw new NotFoundError(`There is no cluster '${cluster}'`);
  }
  return explainUnhealthy({
    providers,
    clusters,
    workloads: await inventory.listWorkloads(
      inventory.records.filter(
        ({ entry, snapshot }) =>
          isWanted(snapshot) && (!provider || entry.type === provider),
      ),
      { healths: [...UNHEALTHY] },
    ),
  });
}
