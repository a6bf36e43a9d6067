import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { applyRules, type CatalogConfig, type RuleEffects } from '../config';
import type { CatalogCluster, CatalogNode } from '../inventory';
import { cleanText } from './cleanText';
import { entityName } from './entityName';
import { toEntity } from './toEntity';

const MAX_TITLE = 200;

function titleOf(cluster: CatalogCluster): string {
  return (
    cleanText(cluster.displayName, MAX_TITLE) ??
    cleanText(cluster.name, MAX_TITLE) ??
    'unnamed'
  );
}

function toClusterEntity(
  cluster: CatalogCluster,
  config: CatalogConfig,
  effects: RuleEffects,
): Entity {
  const { platform } = cluster;
  const thing = { cluster: cluster.name };
  const described = {
    name: entityName(thing),
    thing,
    title: titleOf(cluster),
    description: `${platform.title} cluster`,
    type: platform.clusterType,
    facts: { ...cluster.metadata, version: cluster.version },
    effects,
    consoleUrl: effects.consoleUrl,
  };
  return toEntity(described, cluster, config);
}

/**
 * Nodes by the name of their entity. Those that share a name, as hypervisors of several
 * cells may, get one with their id in its hash.
 */
function nameNodes(cluster: CatalogCluster): Map<string, CatalogNode> {
  const byName = new Map<string, CatalogNode[]>();
  for (const node of cluster.nodes) {
    const name = entityName({ cluster: cluster.name, node: node.name });
    const sameNamed = byName.get(name);
    if (!sameNamed) byName.set(name, [node]);
    else if (sameNamed.every(({ id }) => id !== node.id)) sameNamed.push(node);
  }
  const named = new Map<string, CatalogNode>();
  for (const [name, nodes] of byName) {
    if (nodes.length === 1) {
      named.set(name, nodes[0]);
      continue;
    }
    for (const node of nodes) {
      const { id, name: nodeName } = node;
      named.set(
        entityName({ cluster: cluster.name, node: nodeName, id }),
        node,
      );
    }
  }
  return named;
}

function toNodeEntities(
  cluster: CatalogCluster,
  config: CatalogConfig,
  clusterRef: string,
): Entity[] {
  const { platform } = cluster;
  const description = `${platform.title} ${platform.nodeTitle} of ${titleOf(
    cluster,
  )}`;
  return [...nameNodes(cluster)].flatMap(([name, node]) => {
    const effects = applyRules(config.rules, {
      cluster: cluster.name,
      providerName: cluster.providerName,
      type: cluster.provider,
      node: node.name,
    });
    if (effects.include === false) return [];
    const described = {
      name,
      thing: { cluster: cluster.name, node: node.name, id: node.id },
      title: cleanText(node.name, MAX_TITLE) ?? 'unnamed',
      description,
      type: platform.nodeType,
      facts: node.metadata ?? {},
      effects,
      consoleUrl: effects.nodeConsoleUrl,
      // Set on the node, so that adding or removing a node does not change its cluster.
      dependencyOf: [clusterRef],
    };
    return [toEntity(described, cluster, config)];
  });
}

/** Entities of a cluster, and whether the configuration wants its nodes at all. */
export interface ClusterEntities {
  entities: Entity[];
  nodesAreWanted: boolean;
}

/**
 * The entities of a cluster and its nodes, as far as the configuration lets them in.
 * Equal facts make equal entities, whatever the usage and health of the moment.
 */
export function toEntities(
  cluster: CatalogCluster,
  config: CatalogConfig,
): ClusterEntities {
  const effects = applyRules(config.rules, {
    cluster: cluster.name,
    providerName: cluster.providerName,
    type: cluster.provider,
  });
  if (effects.include === false) return { entities: [], nodesAreWanted: false };
  const entity = toClusterEntity(cluster, config, effects);
  const nodesAreWanted = effects.nodes ?? config.nodes;
  const nodes = nodesAreWanted
    ? toNodeEntities(cluster, config, stringifyEntityRef(entity))
    : [];
  return { entities: [entity, ...nodes], nodesAreWanted };
}
