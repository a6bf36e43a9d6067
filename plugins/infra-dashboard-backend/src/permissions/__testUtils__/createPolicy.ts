import {
  type PermissionCriteria,
  type PermissionCondition,
} from '@backstage/plugin-permission-common';
import { infraClusterConditions as conditions } from '../rules';

export type Criteria = PermissionCriteria<PermissionCondition>;

export const TYPES = ['nomad', 'rack'];
const OWNERS = ['group:default/red', 'group:default/blue'];
const STAGES = ['production', 'test'];

/** Each word occurs in everything of its cluster, and nowhere else. */
export const CLUSTERS = 'amber birch cedar delta ebony fjord grove heath'
  .split(' ')
  .map((name, index) => ({
    name,
    type: TYPES[index % 2],
    owner: OWNERS[Math.floor(index / 2) % 2],
    labels: { stage: STAGES[Math.floor(index / 4) % 2] },
  }));
type Cluster = (typeof CLUSTERS)[number];

/** Numbers that come out the same in each run. */
export function createRandom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) % 2_147_483_648;
    return Math.floor((Math.abs(state) / 2_147_483_648) * below);
  };
}

/** A policy, and apart from the rules under test what it means. */
interface Policy {
  criteria: Criteria;
  allows: (cluster: Cluster) => boolean;
}

export function createPolicy(
  random: (below: number) => number,
  depth = 2,
): Policy {
  if (depth > 0 && random(2) === 0) {
    const parts = [1, 2].map(() => createPolicy(random, depth - 1));
    const criteria = parts.map(part => part.criteria) as [Criteria, Criteria];
    switch (random(3)) {
      case 0:
        return {
          criteria: { anyOf: criteria },
          allows: cluster => parts.some(part => part.allows(cluster)),
        };
      case 1:
        return {
          criteria: { allOf: criteria },
          allows: cluster => parts.every(part => part.allows(cluster)),
        };
      default:
        return {
          criteria: { not: criteria[0] },
          allows: cluster => !parts[0].allows(cluster),
        };
    }
  }
  switch (random(4)) {
    case 0: {
      const types = [TYPES[random(2)]];
      return {
        criteria: conditions.isProvider({ types }),
        allows: ({ type }) => types.includes(type),
      };
    }
    case 1: {
      const names = [1, 2, 3].map(() => CLUSTERS[random(8)].name);
      return {
        criteria: conditions.isCluster({ names }),
        allows: ({ name }) => names.includes(name),
      };
    }
    case 2: {
      const owners = [OWNERS[random(2)]];
      return {
        criteria: conditions.isOwner({ owners }),
        allows: ({ owner }) => owners.includes(owner),
      };
    }
    default: {
      const value = STAGES[random(2)];
      return {
        criteria: conditions.hasLabel({ label: 'stage', value }),
        allows: ({ labels }) => labels.stage === value,
      };
    }
  }
}
