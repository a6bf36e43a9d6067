import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_HAS_PART,
  RELATION_PART_OF,
  type Entity,
} from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import { ANNOTATION_CLUSTER } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';

/** Relates clusters and nodes to their domain, which the catalog does for systems only. */
export class DomainProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'InfraDashboardDomainProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const domain = entity.spec?.domain;
    const isOurs =
      entity.kind === 'Resource' &&
      entity.metadata.annotations?.[ANNOTATION_CLUSTER] !== undefined;
    if (!isOurs || typeof domain !== 'string') return entity;
    const source = getCompoundEntityRef(entity);
    const target = parseEntityRef(domain, { defaultKind: 'Domain' });
    emit(processingResult.relation({ source, type: RELATION_PART_OF, target }));
    emit(
      processingResult.relation({
        source: target,
        type: RELATION_HAS_PART,
        target: source,
      }),
    );
    return entity;
  }
}
