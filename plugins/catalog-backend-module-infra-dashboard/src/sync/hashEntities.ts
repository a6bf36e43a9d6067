import { createHash } from 'node:crypto';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { WantedEntity } from './types';

/** Entities by reference, each with a hash of its content. */
export function hashEntities(entities: Entity[]): Map<string, WantedEntity> {
  return new Map(
    entities.map(entity => {
      const entityRef = stringifyEntityRef(entity);
      const hash = createHash('sha256')
        .update(JSON.stringify(entity))
        .digest('hex');
      return [entityRef, { entityRef, entity, hash }];
    }),
  );
}
