import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_WORKLOAD_SELECTOR,
  ANNOTATION_WORKLOADS,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { normalizeRef } from './entityRefs';
import { parseLabelSelector, type Requirement } from './labelSelector';
import type { OwnershipVocabulary } from './OwnershipVocabulary';

/** The fields of entities that are read. */
export function entityFields(vocabulary: OwnershipVocabulary): string[] {
  const annotations = [
    ...vocabulary.claimingAnnotations,
    ...vocabulary.scopingAnnotations,
    ANNOTATION_ORIGIN_LOCATION,
  ];
  return [
    'kind',
    'metadata.name',
    'metadata.namespace',
    ...annotations.map(annotation => `metadata.annotations.${annotation}`),
    'spec.owner',
    'spec.system',
    'spec.domain',
    'spec.subcomponentOf',
    'spec.subdomainOf',
    'spec.parent',
    'spec.children',
  ];
}

/** The part of a list of workloads that is read: some thousand names. */
const MAX_WORKLOADS_LENGTH = 100_000;

/** The annotations of one platform on an entity. */
export interface PlatformClaim {
  id?: string;
  selector?: Requirement[];
  /** Only workloads in here are meant by the two above. */
  namespace?: string;
  cluster?: string;
}

/** The part of a catalog entity that decides which workloads belong to it and who owns it. */
export interface OwnerEntity {
  ref: string;
  kind: string;
  name: string;
  namespace: string;
  ownerRef?: string;
  /** The location that it was registered with; the catalog itself writes it. */
  origin?: string;
  /** What it is part of: system, domain, component, parent group. */
  partOf: string[];
  /** Groups below it. */
  children: string[];
  /** By type of the platform. */
  claims: ReadonlyMap<string, PlatformClaim>;
  selector?: Requirement[];
  /** Paths of workloads, see NameIndex; in lower case. */
  workloads: string[];
}

/** The names of a list that is separated by commas, each once. */
function namesIn(list: string): string[] {
  const isCut = list.length > MAX_WORKLOADS_LENGTH;
  const names = list.slice(0, MAX_WORKLOADS_LENGTH).toLowerCase().split(',');
  // Half a name may be that of something else.
  if (isCut) names.pop();
  return [...new Set(names.map(name => name.trim()))].filter(Boolean);
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter(one => typeof one === 'string');
}

/**
 * Reads a catalog entity.
 *
 * @returns undefined where it cannot be referred to
 */
export function toOwnerEntity(
  entity: Entity,
  vocabulary: OwnershipVocabulary,
): OwnerEntity | undefined {
  const { kind, metadata, spec = {} } = entity;
  const namespace = metadata.namespace ?? 'default';
  const ref = normalizeRef(`${kind}:${namespace}/${metadata.name}`, { kind });
  if (!ref) return undefined;
  const refs = (value: unknown, defaultKind: string) =>
    texts(value)
      .map(text => normalizeRef(text, { kind: defaultKind, namespace }))
      .filter(one => one !== undefined);
  const selectorOf = (name = '') => {
    const text = metadata.annotations?.[name];
    return text === undefined ? undefined : parseLabelSelector(text);
  };
  const annotation = (name = '') =>
    metadata.annotations?.[name]?.trim() || undefined;
  const claims = [...vocabulary.platforms].flatMap(
    ([type, { annotations = {} }]): Array<[string, PlatformClaim]> => {
      const claim = {
        id: annotation(annotations.id),
        selector: selectorOf(annotations.selector),
        namespace: annotation(annotations.namespace),
        cluster: annotation(annotations.cluster),
      };
      const isEmpty = Object.values(claim).every(one => one === undefined);
      return isEmpty ? [] : [[type, claim]];
    },
  );
  return {
    ref,
    kind: kind.toLowerCase(),
    name: metadata.name.toLowerCase(),
    namespace: namespace.toLowerCase(),
    ownerRef: refs(spec.owner, 'group')[0],
    origin: annotation(ANNOTATION_ORIGIN_LOCATION),
    partOf: [
      ...refs(spec.system, 'system'),
      ...refs(spec.domain, 'domain'),
      ...refs(spec.subcomponentOf, 'component'),
      ...refs(spec.subdomainOf, 'domain'),
      ...refs(spec.parent, 'group'),
    ],
    children: refs(spec.children, 'group'),
    claims: new Map(claims),
    selector: selectorOf(ANNOTATION_WORKLOAD_SELECTOR),
    workloads: namesIn(annotation(ANNOTATION_WORKLOADS) ?? ''),
  };
}
