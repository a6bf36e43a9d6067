import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_NODE,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** The infrastructure annotations of the page's entity. */
export function useInfraEntity() {
  const { entity } = useEntity();
  const { annotations = {} } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    cluster: annotations[ANNOTATION_CLUSTER] ?? '',
    node: annotations[ANNOTATION_NODE],
  };
}
