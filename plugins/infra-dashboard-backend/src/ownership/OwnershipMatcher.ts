import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  claimOfTag,
  CONVENTIONS,
  EXPLICIT_KEYS,
  EXPLICIT_METADATA,
  type ClaimKind,
} from './claims';
import { compileDefault, compileRule, type CompiledRule } from './compileRules';
import { EntityDirectory } from './EntityDirectory';
import { normalizeRef } from './entityRefs';
import { ANNOTATION_KUBERNETES_ID, type OwnerEntity } from './OwnerEntity';
import { fillTemplate, type OwnershipConfig } from './readOwnershipConfig';
import { NameIndex } from './NameIndex';
import { SelectorIndex } from './SelectorIndex';

/** More belong together by a mistake in a selector rather than by design. */
const MAX_ENTITIES = 20;

/** What a workload belongs to and whose it is; absent where that is not known. */
export interface Ownership {
  entityRefs?: string[];
  ownerRef?: string;
}

interface Default {
  applies: (workload: Workload) => boolean;
  entityRef?: string;
  ownerRef?: string;
}

function isInKubernetesScope(entity: OwnerEntity, workload: Workload): boolean {
  const { kubernetesNamespace, kubernetesCluster } = entity;
  if (workload.provider !== 'kubernetes') return true;
  return (
    (!kubernetesNamespace || kubernetesNamespace === workload.namespace) &&
    (!kubernetesCluster || kubernetesCluster === workload.cluster)
  );
}

/**
 * Says which catalog entities a workload belongs to and who owns it. Compiled once from the
 * catalog's entities and the configuration; what it costs per workload does not depend on
 * how many entities there are.
 *
 * @see docs/ownership.md
 */
export class OwnershipMatcher {
  readonly directory: EntityDirectory;
  readonly #rules: CompiledRule[];
  readonly #defaults: Default[];
  readonly #selectors: SelectorIndex<OwnerEntity>;
  readonly #kubernetesSelectors: SelectorIndex<OwnerEntity>;
  readonly #named: NameIndex<OwnerEntity>;
  readonly #clusterOwners = new Map<string, string | undefined>();

  constructor(
    entities: readonly OwnerEntity[],
    config: Pick<OwnershipConfig, 'rules' | 'defaults'>,
  ) {
    this.directory = new EntityDirectory(entities);
    this.#rules = config.rules.map(compileRule);
    this.#defaults = config.defaults.map(one => ({
      applies: compileDefault(one),
      entityRef: normalizeRef(one.entityRef, { kind: 'component' }),
      ownerRef: normalizeRef(one.owner, { kind: 'group' }),
    }));
    const indexOf = (key: 'selector' | 'kubernetesSelector') =>
      new SelectorIndex(
        entities.flatMap(target => {
          const requirements = target[key];
          return requirements ? [{ requirements, target }] : [];
        }),
      );
    this.#selectors = indexOf('selector');
    this.#kubernetesSelectors = indexOf('kubernetesSelector');
    this.#named = new NameIndex(
      entities.flatMap(target =>
        target.workloads.map(path => ({ path, target })),
      ),
    );
  }

  /** @param clusterOwner - as the provider's entry names it */
  match(workload: Workload, clusterOwner?: string): Ownership {
    const found = this.#outright(workload);
    let ruledOwner: string | undefined;
    for (const rule of this.#rules) {
      const value = rule.valueOf(workload);
      if (value === undefined) continue;
      if (rule.entityRef) {
        const ref = fillTemplate(rule.entityRef, value, 'component');
        const entity = ref && this.directory.get(ref);
        if (entity) found.add(entity);
      }
      if (rule.owner) ruledOwner ??= fillTemplate(rule.owner, value, 'group');
    }
    if (found.size === 0) this.#byConvention(workload, found);

    let refs = [...found].map(({ ref }) => ref).sort();
    let ownerRef: string | undefined;
    for (const ref of refs) ownerRef ??= this.#ownerOf(ref);
    ownerRef ??= ruledOwner;
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
      ...(ownerRef && { ownerRef }),
    };
  }

  /** What entities claim, and what the workload says of itself. */
  #outright(workload: Workload): Set<OwnerEntity> {
    const found = new Set<OwnerEntity>();
    this.#selectors.forEachMatch(workload, entity => found.add(entity));
    if (workload.provider === 'kubernetes') {
      this.#kubernetesSelectors.forEachMatch(workload, entity => {
        if (isInKubernetesScope(entity, workload)) found.add(entity);
      });
    }
    this.#named.forEachMatch(workload, entity => found.add(entity));
    const { labels, metadata, tags, provider, namespace } = workload;
    for (const key of Object.keys(labels ?? {})) {
      const kind = EXPLICIT_KEYS.get(key);
      if (kind) {
        this.#claim(workload, { kind, value: labels![key], key }, found);
      }
    }
    for (const key of EXPLICIT_METADATA) {
      const value = metadata?.[key];
      if (value) this.#claim(workload, { kind: 'id', value, key }, found);
    }
    for (const tag of tags ?? []) {
      const claim = claimOfTag(tag);
      if (claim) this.#claim(workload, claim, found);
    }
    if (provider === 'proxmox' && namespace) {
      const claim = claimOfTag(namespace);
      if (claim) this.#claim(workload, claim, found);
    }
    return found;
  }

  #byConvention(workload: Workload, found: Set<OwnerEntity>): void {
    const { labels } = workload;
    if (!labels) return;
    for (const [key, kind] of CONVENTIONS) {
      const value = labels[key];
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
      // As in the portal's own Kubernetes tab: a selector takes the place of the id.
      const isReplaced =
        key === ANNOTATION_KUBERNETES_ID &&
        entity.kubernetesId?.toLowerCase() === value.toLowerCase() &&
        entity.kubernetesSelector !== undefined;
      if (!isReplaced && isInKubernetesScope(entity, workload)) {
        found.add(entity);
      }
    }
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
