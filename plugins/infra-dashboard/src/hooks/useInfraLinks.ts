import { useApiHolder } from '@backstage/core-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_NODE,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import useSWR from 'swr';

/** Where else a cluster or node is shown. */
export interface InfraLinks {
  /** The catalog entity of the cluster or node. */
  entityRef?: string;
  /** Pages outside of the portal, such as the platform's own console. */
  links: Array<{ url: string; title?: string }>;
}

/** A link of an entity is written by people; only web pages are followed. */
function isWebPage(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/**
 * Where the catalog module's entities come from. The catalog sets it, so that an entity that a
 * user registers under the name of a cluster cannot have it.
 */
function originOf(cluster: string): string {
  return `infra-dashboard:${encodeURIComponent(cluster)}`;
}

/**
 * The catalog's entity of a cluster or node, with its links; undefined if the catalog has none
 * or cannot be reached.
 *
 * @public
 */
export function useInfraLinks(options: {
  cluster: string;
  provider: string;
  node?: string;
}): InfraLinks | undefined {
  const { cluster, node, provider } = options;
  const catalogApi = useApiHolder().get(catalogApiRef);
  const { data } = useSWR(
    catalogApi && ['infra-dashboard', 'entity', cluster, node],
    async () => {
      if (!catalogApi) return undefined;
      const annotation = (name: string) => `metadata.annotations.${name}`;
      const { items } = await catalogApi.getEntities({
        filter: {
          kind: 'Resource',
          [annotation(ANNOTATION_ORIGIN_LOCATION)]: originOf(cluster),
          [annotation(ANNOTATION_CLUSTER)]: cluster,
          // Nodes carry the name of their cluster, too.
          ...(node === undefined
            ? { 'spec.type': `${provider}-cluster` }
            : { [annotation(ANNOTATION_NODE)]: node }),
        },
        fields: ['kind', 'metadata'],
        limit: 20,
      });
      // The filter is not case sensitive.
      const entity = items.find(({ metadata: { annotations = {} } }) => {
        return (
          annotations[ANNOTATION_ORIGIN_LOCATION] === originOf(cluster) &&
          annotations[ANNOTATION_CLUSTER] === cluster &&
          annotations[ANNOTATION_NODE] === node
        );
      });
      if (!entity) return undefined;
      const links = (entity.metadata.links ?? []).filter(
        ({ url, icon }) => isWebPage(url) && icon !== 'dashboard',
      );
      return { entityRef: stringifyEntityRef(entity), links };
    },
    { revalidateOnFocus: false, shouldRetryOnError: false },
  );
  return data;
}
