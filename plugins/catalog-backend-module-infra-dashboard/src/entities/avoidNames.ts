import { createHash } from 'node:crypto';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

const MAX_LENGTH = 63;
const HASH_LENGTH = 10;

/** The reference of an entity whose own name is taken; always the same for the same name. */
export function otherRef(entityRef: string): string {
  const { name, ...rest } = parseEntityRef(entityRef);
  const hash = createHash('sha256')
    .update(`infra-dashboard:${name}`)
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const start = name
    .slice(0, MAX_LENGTH - HASH_LENGTH - 1)
    .replace(/[-._]$/, '');
  return stringifyEntityRef({ ...rest, name: `${start}-${hash}` });
}

/** Gives other names to entities whose own are taken, also where others refer to them. */
export function avoidNames(
  entities: Entity[],
  taken: ReadonlySet<string>,
): Entity[] {
  if (taken.size === 0) return entities;
  const rename = (ref: string) => (taken.has(ref) ? otherRef(ref) : ref);
  return entities.map(entity => {
    const { name } = parseEntityRef(rename(stringifyEntityRef(entity)));
    const { dependencyOf } = entity.spec ?? {};
    return {
      ...entity,
      metadata: { ...entity.metadata, name },
      spec: {
        ...entity.spec,
        ...(Array.isArray(dependencyOf) && {
          dependencyOf: dependencyOf.map(ref => rename(String(ref))),
        }),
      },
    };
  });
}
