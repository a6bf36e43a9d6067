import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { OwnerEvidence } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { findOwnerEvidence } from './findOwnerEvidence';
import { OwnershipMatcher } from './OwnershipMatcher';
import { OwnershipVocabulary } from './OwnershipVocabulary';

/**
 * Finds entities and owners of workloads. Workloads get them when they are written, and again
 * when the catalog has changed.
 */
export class WorkloadOwnership {
  #matcher: OwnershipMatcher;
  #hasCatalog = false;
  #isSettled = false;
  #onUse: (() => void) | undefined;

  constructor(
    matcher = new OwnershipMatcher(
      [],
      { rules: [], defaults: [] },
      new OwnershipVocabulary(),
    ),
  ) {
    this.#matcher = matcher;
  }

  /** Whether the catalog was read; before that, the absence of an owner means nothing. */
  get hasCatalog(): boolean {
    return this.#hasCatalog;
  }

  /** Whether the catalog is complete, so that another owner is a change. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** The catalog is complete. */
  settle(): void {
    this.#isSettled = true;
  }

  /** Calls a function whenever owners may have changed. */
  onUse(listener: () => void): void {
    this.#onUse = listener;
  }

  /**
   * The workload with its entities and its owner.
   *
   * @param owner - of the provider, for workloads without one of their own
   */
  match(workload: Workload, owner?: string): Workload {
    const found = this.#matcher.match(workload, owner);
    const { entityRefs, ownerRef, ownerSource } = found;
    if (!entityRefs && !ownerRef) return workload;
    return {
      ...workload,
      ...(entityRefs && { entityRefs }),
      ...(ownerRef && { ownerRef, ownerSource }),
    };
  }

  /** The entity with all that is part of it: whose workloads are its own as well. */
  withParts(
    entityRef: string,
    passes?: (entityRef: string) => boolean,
  ): Set<string> {
    return this.#matcher.directory.withParts(entityRef, passes);
  }

  /** What on a workload may name its component. */
  evidenceOf(workload: Workload): OwnerEvidence[] {
    return findOwnerEvidence(workload, this.#matcher.directory);
  }

  /**
   * The bare name by which a workload names a component everywhere; undefined where it has none, or
   * another component claims that name as its id.
   */
  claimNameOf(entityRef: string): string | undefined {
    const name = /^component:default\/(.+)$/.exec(entityRef)?.[1];
    if (!name) return undefined;
    const [found, ...others] = this.#matcher.directory.find('id', name);
    return found?.ref === entityRef && others.length === 0 ? name : undefined;
  }

  /** Commands that tie a workload to a component, as its platform has them. */
  claimCommandsOf(workload: Workload, component: string): string[] {
    const { platforms } = this.#matcher.vocabulary;
    const { claimCommands } = platforms.get(workload.provider) ?? {};
    return claimCommands?.(workload, component) ?? [];
  }

  /** Owner of an entity, as the catalog has it. */
  ownerOf(entityRef: string): string | undefined {
    return this.#matcher.directory.get(entityRef)?.ownerRef;
  }

  /**
   * Takes another matcher into use.
   *
   * @param options - `hasCatalog`: whether it knows the entities of the catalog
   */
  use(matcher: OwnershipMatcher, options: { hasCatalog?: boolean } = {}): void {
    this.#matcher = matcher;
    this.#hasCatalog = options.hasCatalog ?? false;
    this.#onUse?.();
  }
}
