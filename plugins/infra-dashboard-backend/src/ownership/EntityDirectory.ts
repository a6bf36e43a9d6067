import type { ClaimKind } from './claims';
import { isFullRef, normalizeRef } from './entityRefs';
import type { OwnerEntity } from './OwnerEntity';

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The entities by what workloads call them, and what is part of what. */
export class EntityDirectory {
  readonly #byRef: Map<string, OwnerEntity>;
  readonly #byId = new Map<string, OwnerEntity[]>();
  readonly #byName = new Map<string, OwnerEntity[]>();
  readonly #parts = new Map<string, string[]>();

  constructor(readonly entities: readonly OwnerEntity[]) {
    this.#byRef = new Map(entities.map(entity => [entity.ref, entity]));
    for (const entity of entities) {
      const { claims, kind, name, ref } = entity;
      const ids = [...claims.values()].flatMap(({ id }) => id ?? []);
      for (const id of new Set(ids)) {
        add(this.#byId, id.toLowerCase(), entity);
      }
      add(this.#byName, `${kind}:${name}`, entity);
      for (const whole of entity.partOf) add(this.#parts, whole, ref);
      for (const child of entity.children) add(this.#parts, ref, child);
    }
  }

  get(ref: string): OwnerEntity | undefined {
    return this.#byRef.get(ref);
  }

  /** Entities that a workload means by a word; none where there are none of that name. */
  find(kind: ClaimKind, value: string): readonly OwnerEntity[] {
    if (isFullRef(value)) {
      const entity = this.get(
        normalizeRef(value, {
          kind: kind === 'system' ? 'system' : 'component',
        }) ?? '',
      );
      return entity ? [entity] : [];
    }
    const word = value.toLowerCase();
    const byId = kind === 'id' ? this.#byId.get(word) : undefined;
    if (byId) return byId;
    const kinds = {
      id: ['component'],
      component: ['component'],
      system: ['system'],
      part: ['component', 'system'],
    }[kind];
    for (const one of kinds) {
      const entity = this.#named(one, word);
      if (entity) return [entity];
    }
    return [];
  }

  /**
   * The entity and all that is part of it, down to components and groups.
   *
   * @param passes - which parts count. Default: all
   */
  withParts(ref: string, passes?: (ref: string) => boolean): Set<string> {
    const found = new Set([ref]);
    // A set may grow while it is walked; what is in it is not added again.
    for (const one of found) {
      for (const part of this.#parts.get(one) ?? []) {
        if (!passes || passes(part)) found.add(part);
      }
    }
    return found;
  }

  /** A bare name means the default namespace, or the only one that has it. */
  #named(kind: string, name: string): OwnerEntity | undefined {
    const entities = this.#byName.get(`${kind}:${name}`);
    return entities?.length === 1
      ? entities[0]
      : entities?.find(({ namespace }) => namespace === 'default');
  }
}
