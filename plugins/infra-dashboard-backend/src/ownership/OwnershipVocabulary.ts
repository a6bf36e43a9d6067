import type { PlatformOwnership } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  ANNOTATION_WORKLOAD_SELECTOR,
  ANNOTATION_WORKLOADS,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ClaimKind } from './claims';

/** Labels that name an entity on every platform. */
const COMMON_KEYS: ReadonlyArray<[key: string, kind: ClaimKind]> = [
  ['backstage.component', 'component'],
  ['backstage_component', 'component'],
  ['backstage.system', 'system'],
  ['backstage_system', 'system'],
];

/** The annotations, labels and tags that link workloads and entities. */
export class OwnershipVocabulary {
  readonly platforms: ReadonlyMap<string, PlatformOwnership>;
  /** Labels that explicitly name an entity. */
  readonly labels: ReadonlyMap<string, ClaimKind>;
  /** Keys of metadata that explicitly name an entity. */
  readonly metadata: readonly string[];
  /** Labels that name an entity by convention; the first one that names an existing one counts. */
  readonly conventions: ReadonlyArray<{ label: string; kind: ClaimKind }>;

  constructor(platforms: ReadonlyMap<string, PlatformOwnership> = new Map()) {
    const all = [...platforms.values()];
    this.platforms = platforms;
    this.metadata = [...new Set(all.flatMap(({ idKeys = [] }) => idKeys))];
    this.labels = new Map([
      ...this.metadata.map((key): [string, ClaimKind] => [key, 'id']),
      ...COMMON_KEYS,
    ]);
    this.conventions = all.flatMap(({ conventions = [] }) => conventions);
  }

  /** Annotations of entities that claim workloads. */
  get claimingAnnotations(): string[] {
    const ofPlatforms = [...this.platforms.values()].flatMap(
      ({ annotations }) => [annotations?.id, annotations?.selector],
    );
    return [
      ...ofPlatforms.filter(one => one !== undefined),
      ANNOTATION_WORKLOAD_SELECTOR,
      ANNOTATION_WORKLOADS,
    ];
  }

  /** Annotations that restrict the others. */
  get scopingAnnotations(): string[] {
    return [...this.platforms.values()]
      .flatMap(({ annotations }) => [
        annotations?.namespace,
        annotations?.cluster,
      ])
      .filter(one => one !== undefined);
  }
}
