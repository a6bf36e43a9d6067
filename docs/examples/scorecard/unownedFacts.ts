import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { InfraInventoryService } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';

const CLUSTER = 'infra-dashboard.io/cluster';
const NODE = 'infra-dashboard.io/node';

/** A fact retriever of tech insights: how much on each cluster has no owner. */
export function createUnownedFacts(services: {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntities'>;
  inventory: Pick<InfraInventoryService, 'getUnowned'>;
}) {
  const { auth, catalog, inventory } = services;
  const integer = (description: string) =>
    ({ type: 'integer', description } as const);
  return {
    id: 'infraUnowned',
    version: '0.1.0',
    entityFilter: [{ kind: 'resource' }],
    schema: {
      infraWorkloads: integer('Apps and machines on this cluster'),
      infraUnowned: integer('Those of them without owner'),
      infraOwnedByDefault: integer('Those with an owner by a default only'),
    },
    async handler() {
      const credentials = await auth.getOwnServiceCredentials();
      const { clusters } = await inventory.getUnowned(
        { limit: 1 },
        { credentials },
      );
      const { items } = await catalog.getEntities(
        { filter: { kind: 'Resource' } },
        { credentials },
      );
      return clusters.flatMap(one =>
        items
          .filter(
            ({ metadata: { annotations = {} } }) =>
              annotations[CLUSTER] === one.cluster && !annotations[NODE],
          )
          .map(({ kind, metadata: { name, namespace = 'default' } }) => ({
            entity: { kind, name, namespace },
            facts: {
              infraWorkloads: one.total,
              infraUnowned: one.none,
              infraOwnedByDefault: one.default,
            },
          })),
      );
    },
  };
}
