import type { z } from 'zod';
import { platformNames, platformRowSchema } from './platforms';
import { clusterRowSchema, providerRowSchema } from './schemas';
import type { CatalogCluster, Inventory } from './types';

interface Context {
  owners: Map<string, string | undefined>;
  platforms: Array<z.output<typeof platformRowSchema>>;
}

function toCluster(
  row: unknown,
  { owners, platforms }: Context,
): CatalogCluster | undefined {
  const parsed = clusterRowSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const { complete, freshness, nodes, ...cluster } = parsed.data;
  // An older backend does not send it.
  const providerName = cluster.providerName ?? cluster.name;
  // Judged by presence, since a later version may have errors of another shape.
  const hasError = Boolean((row as { error?: unknown }).error);
  const observedAt = Date.parse(freshness.observedAt ?? '');
  if (
    freshness.state !== 'fresh' ||
    hasError ||
    !nodes ||
    Number.isNaN(observedAt)
  ) {
    return undefined;
  }
  return {
    ...cluster,
    platform: platformNames(cluster.provider, platforms),
    providerName,
    nodes,
    observedAt,
    owner: owners.get(providerName),
    // No cluster is without nodes: an empty list is one that we may not see.
    nodesAreComplete: complete?.nodes === true && nodes.length > 0,
    factsAreComplete: complete?.facts === true,
  };
}

function nameOf(row: unknown): string | undefined {
  const name = (row as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' ? name : undefined;
}

/**
 * Sorts responses into what may change the catalog and what must leave it as it is. A
 * cluster counts only when it is fresh, without error, and each of its rows is understood.
 *
 * @param rows - items of `GET /clusters?include=nodes` of `GET /providers` and of
 *   `GET /platforms`
 */
export function toInventory(rows: {
  clusters: unknown[];
  providers: unknown[];
  platforms?: unknown[];
}): Inventory {
  const providers = rows.providers.map(row => providerRowSchema.safeParse(row));
  const known = providers.flatMap(({ data }) => data ?? []);
  const platforms = (rows.platforms ?? []).flatMap(
    row => platformRowSchema.safeParse(row).data ?? [],
  );
  const owners = new Map(known.map(({ name, owner }) => [name, owner]));

  const clusters: CatalogCluster[] = [];
  const unread: string[] = [];
  let listIsComplete = known.length > 0 && known.length === providers.length;
  for (const row of rows.clusters) {
    const cluster = toCluster(row, { owners, platforms });
    const name = nameOf(row);
    if (cluster) clusters.push(cluster);
    else if (name !== undefined) unread.push(name);
    else listIsComplete = false;
  }
  return {
    clusters,
    unread,
    failingProviders: known
      .filter(({ state }) => state !== 'ok' && state !== 'disabled')
      .map(({ name }) => name),
    disabledProviders: known
      .filter(({ state }) => state === 'disabled')
      .map(({ name }) => name),
    listIsComplete,
  };
}
