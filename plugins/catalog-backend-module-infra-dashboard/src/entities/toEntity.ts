import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_NODE,
  ANNOTATION_PROVIDER,
  ANNOTATION_PROVIDER_NAME,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  completeEntityRef,
  type CatalogConfig,
  type RuleEffects,
} from '../config';
import type { CatalogCluster } from '../inventory';
import { cleanText } from './cleanText';
import type { NamedThing } from './entityName';
import { factAnnotations, factLabels } from './facts';
import { consoleLink, dashboardLink, encode } from './links';

/** The catalog requires an owner; this one means that none is configured. */
const NO_OWNER = 'unknown';

/** A cluster or node on its way to becoming an entity. */
export interface EntityDescription {
  name: string;
  thing: NamedThing;
  title: string;
  description: string;
  type: string;
  /** All known facts; those that change slowly are stored. */
  facts: Record<string, string | undefined>;
  effects: RuleEffects;
  /** Template of the page in the platform's own console. */
  consoleUrl?: string;
  dependencyOf?: string[];
}

function toLinks(
  { thing, consoleUrl }: EntityDescription,
  platform: string,
  config: CatalogConfig,
) {
  const links = [
    config.dashboardUrl !== undefined
      ? dashboardLink(config.dashboardUrl, thing)
      : undefined,
    consoleUrl !== undefined
      ? consoleLink(consoleUrl, { thing, platform })
      : undefined,
  ];
  return links.filter(link => link !== undefined);
}

function toAnnotations(
  { thing, facts }: EntityDescription,
  cluster: CatalogCluster,
): Record<string, string> {
  // A type of its own, since the catalog offers to refresh entities of `url:`.
  const location = `infra-dashboard:${encode(cluster.name)}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [ANNOTATION_PROVIDER]: cluster.provider,
    [ANNOTATION_PROVIDER_NAME]: cleanText(cluster.providerName, 1_000) ?? '',
    [ANNOTATION_CLUSTER]: cleanText(cluster.name, 1_000) ?? '',
    ...(thing.node !== undefined && {
      [ANNOTATION_NODE]: cleanText(thing.node, 1_000) ?? '',
    }),
    ...factAnnotations(facts, cluster.platform.facts),
  };
}

/** The entity of what is described; the same for the same facts and configuration. */
export function toEntity(
  described: EntityDescription,
  cluster: CatalogCluster,
  config: CatalogConfig,
): Entity {
  const { effects, dependencyOf } = described;
  const system = effects.system ?? config.system;
  const domain = effects.domain ?? config.domain;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: described.name,
      namespace: config.namespace,
      title: described.title,
      description: described.description,
      labels: factLabels(
        { ...described.facts, provider: cluster.provider },
        cluster.platform.facts,
      ),
      annotations: toAnnotations(described, cluster),
      links: toLinks(described, cluster.platform.title, config),
    },
    spec: {
      type: described.type,
      owner:
        effects.owner ??
        completeEntityRef(cluster.owner ?? '', 'Group') ??
        config.defaultOwner ??
        NO_OWNER,
      ...(system !== undefined && { system }),
      ...(domain !== undefined && { domain }),
      ...(dependencyOf && { dependencyOf }),
    },
  };
}
