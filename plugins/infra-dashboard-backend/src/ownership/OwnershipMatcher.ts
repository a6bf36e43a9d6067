import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { claimOfTag, type ClaimKind } from './claims';
import { compileDefault, compileRule, type CompiledRule } from './compileRules';
import { EntityDirectory } from './EntityDirectory';
import { normalizeRef } from './entityRefs';
import type { OwnerEntity } from './OwnerEntity';
import type { OwnershipVocabulary } from './OwnershipVocabulary';
import type { Requirement } from './labelSelector';
import { fillTemplate, type OwnershipConfig } from './readOwnershipConfig';
import { NameIndex } from './NameIndex';
import { SelectorIndex } from './SelectorIndex';

/** More entities on one workload are a mistake in a selector rather than intended. */
const MAX_ENTITIES = 20;

/** Entities and owner of a workload; absent where they are not known. */
export interface Ownership {
  entityRefs?: string[];
  ownerRef?: string;
  ownerSource?: Workload['ownerSource'];
}

interface Default {
  applies: (workload: Workload) => boolean;
  entityRef?: string;
  ownerRef?: string;
}

/** Whether the annotations of a workload's platform restrict the entity to other workloads. */
function isInScope(
  { claims }: OwnerEntity,
  { cluster, namespace, provider }: Workload,
): boolean {
  const claim = claims.get(provider);
  return (
    (!claim?.namespace || claim.namespace === namespace) &&
    (!claim?.cluster || claim.cluster === cluster)
  );
}

function indexSelectors(
  entities: readonly OwnerEntity[],
  selectorOf: (entity: OwnerEntity) => Requirement[] | undefined,
): SelectorIndex<OwnerEntity> {
  return new SelectorIndex(
    entities.flatMap(target => {
      const requirements = selectorOf(target);
      return requirements ? [{ requirements, target }] : [];
    }),
  );
}

/**
 * Finds the catalog entities that a workload belongs to, and its owner. Compiled once from the
 * catalog's entities and the configuration; what it costs per workload does not depend on
 * how many entities there are.
 *
 * @see docs/ownership.md
 */
export class OwnershipMatcher {
  readonly directory: EntityDirectory;
  readonly vocabulary: OwnershipVocabulary;
  readonly #rules: CompiledRule[];
  readonly #defaults: Default[];
  readonly #selectors: SelectorIndex<OwnerEntity>;
  /** By type of the platform. */
  readonly #platformSelectors: Map<string, SelectorIndex<OwnerEntity>>;
  readonly #named: NameIndex<OwnerEntity>;
  readonly #clusterOwners = new Map<string, string | undefined>();

  constructor(
    entities: readonly OwnerEntity[],
    config: Pick<OwnershipConfig, 'rules' | 'defaults'>,
    vocabulary: OwnershipVocabulary,
  ) {
    this.vocabulary = vocabulary;
    this.directory = new EntityDirectory(entities);
    this.#rules = config.rules.map(compileRule);
    this.#defaults = config.defaults.map(one => ({
      applies: compileDefault(one),
      entityRef: normalizeRef(one.entityRef, { kind: 'component' }),
      ownerRef: normalizeRef(one.owner, { kind: 'group' }),
    }));
    this.#selectors = indexSelectors(entities, ({ selector }) => selector);
    this.#platformSelectors = new Map(
      [...vocabulary.platforms.keys()].map(type => [
        type,
        indexSelectors(entities, ({ claims }) => claims.get(type)?.selector),
      ]),
    );
    this.#named = new NameIndex(
      entities.flatMap(target =>
        target.workloads.map(path => ({ path, target })),
      ),
    );
  }

  /** @param clusterOwner - as the provider's entry names it */
  match(workload: Workload, clusterOwner?: string): Ownership {
    const found = this.#findExplicit(workload);
    let isRuled = false;
    let ruledOwner: string | undefined;
    for (const rule of this.#rules) {
      const value = rule.valueOf(workload);
      if (value === undefined) continue;
      if (rule.entityRef) {
        const ref = fillTemplate(rule.entityRef, value, 'component');
        const entity = ref && this.directory.get(ref);
        if (entity) {
          isRuled ||= found.size === 0;
          found.add(entity);
        }
      }
      if (rule.owner) ruledOwner ??= fillTemplate(rule.owner, value, 'group');
    }
    if (found.size === 0) this.#addByConvention(workload, found);

    let refs = [...found].map(({ ref }) => ref).sort();
    let ownerRef: string | undefined;
    for (const ref of refs) ownerRef ??= this.#ownerOf(ref);
    let ownerSource: Ownership['ownerSource'] = isRuled ? 'rule' : 'label';
    if (!ownerRef && ruledOwner) ownerSource = 'rule';
    ownerRef ??= ruledOwner;
    if (!ownerRef) ownerSource = 'default';
    for (const one of this.#defaults) {
      if (refs.length > 0 && ownerRef) break;
      if (!one.applies(workload)) continue;
      if (refs.length === 0 && one.entityRef) {
        refs = [one.entityRef];
        ownerRef ??= this.#ownerOf(one.entityRef);
      }
      ownerRef ??= one.ownerRef;
    }
    ownerRef ??= this.#normalizeOwner(clusterOwner);
    return {
      ...(refs.length > 0 && { entityRefs: refs.slice(0, MAX_ENTITIES) }),
      ...(ownerRef && { ownerRef, ownerSource }),
    };
  }

  /** What entities claim, and what the workload itself names. */
  #findExplicit(workload: Workload): Set<OwnerEntity> {
    const found = new Set<OwnerEntity>();
    this.#selectors.forEachMatch(workload, entity => found.add(entity));
    const { labels, metadata, tags, provider, namespace } = workload;
    this.#platformSelectors.get(provider)?.forEachMatch(workload, entity => {
      if (isInScope(entity, workload)) found.add(entity);
    });
    this.#named.forEachMatch(workload, entity => found.add(entity));
    for (const key of Object.keys(labels ?? {})) {
      const kind = this.vocabulary.labels.get(key);
      if (kind) {
        this.#claim(workload, { kind, value: labels![key], key }, found);
      }
    }
    for (const key of this.vocabulary.metadata) {
      const value = metadata?.[key];
      if (value) this.#claim(workload, { kind: 'id', value, key }, found);
    }
    for (const tag of tags ?? []) {
      const claim = claimOfTag(tag);
      if (claim) this.#claim(workload, claim, found);
    }
    if (namespace && this.vocabulary.platforms.get(provider)?.namespaceIsTag) {
      const claim = claimOfTag(namespace);
      if (claim) this.#claim(workload, claim, found);
    }
    return found;
  }

  #addByConvention(workload: Workload, found: Set<OwnerEntity>): void {
    const { labels } = workload;
    if (!labels) return;
    for (const { label, kind } of this.vocabulary.conventions) {
      const value = labels[label];
      if (value) this.#claim(workload, { kind, value }, found);
      if (found.size > 0) return;
    }
  }

  #claim(
    workload: Workload,
    claim: { kind: ClaimKind; value: string; key?: string },
    found: Set<OwnerEntity>,
  ): void {
    const { kind, value, key } = claim;
    for (const entity of this.directory.find(kind, value)) {
      const isReplaced = this.#isReplacedBySelector(entity, { key, value });
      if (!isReplaced && isInScope(entity, workload)) found.add(entity);
    }
  }

  /** As in Backstage's own tabs, the selector of an entity takes precedence over its id. */
  #isReplacedBySelector(
    { claims }: OwnerEntity,
    { key, value }: { key?: string; value: string },
  ): boolean {
    return [...claims].some(
      ([type, { id, selector }]) =>
        selector !== undefined &&
        key === this.vocabulary.platforms.get(type)?.annotations?.id &&
        id?.toLowerCase() === value.toLowerCase(),
    );
  }

  #ownerOf(ref: string): string | undefined {
    return this.directory.get(ref)?.ownerRef;
  }

  #normalizeOwner(clusterOwner: string | undefined): string | undefined {
    if (!clusterOwner) return undefined;
    if (!this.#clusterOwners.has(clusterOwner)) {
      const ref = normalizeRef(clusterOwner, { kind: 'group' });
      this.#clusterOwners.set(clusterOwner, ref);
    }
    return this.#clusterOwners.get(clusterOwner);
  }
}
