import { infraWorkloadConditions as conditions } from '../workloadRules';
import type { Criteria } from './createPolicy';

/** What a policy in a test may decide by. */
export interface Subject {
  cluster: string;
  providerName: string;
  provider: string;
  namespace?: string;
  ownerRef?: string;
  labels?: Record<string, string>;
  tags?: string[];
}

/** What platforms may call things; a database or a text must not take one for another. */
const WORDS = [
  ...['shop', 'Shop', 'sh%p', 'constructor', 'a"b', 'a\nb', '["shop","shop"]'],
  ...['', '\\', 'größe', 'shop,', "o'clock"],
];
export const CLUSTERS = ['alpha', 'beta', 'gamma'];
export const PLATFORMS = ['nomad', 'rack'];
const OWNERS = ['group:default/red', 'group:default/blue'];

interface Policy {
  criteria: Criteria;
  /** What it means, apart from the rules under test. */
  allows: (workload: Subject) => boolean;
}

type Random = (below: number) => number;

function pick<T>(random: Random, values: readonly T[]): T {
  return values[random(values.length)];
}

function createRule(random: Random): Policy {
  const words = [pick(random, WORDS), pick(random, WORDS)];
  switch (random(7)) {
    case 0: {
      const owners = random(4) ? [pick(random, OWNERS)] : [];
      return {
        criteria: conditions.isOwner({
          owners: owners.map(one => one.replace('group', 'Group')),
        }),
        allows: ({ ownerRef }) => owners.some(one => one === ownerRef),
      };
    }
    case 1:
      return {
        criteria: conditions.isInNamespace({ namespaces: words }),
        allows: ({ namespace }) => words.some(one => one === namespace),
      };
    case 2: {
      const name = pick(random, CLUSTERS);
      return {
        criteria: conditions.isInCluster({ names: [name.toUpperCase()] }),
        allows: one => one.cluster === name || one.providerName === name,
      };
    }
    case 3: {
      const type = pick(random, PLATFORMS);
      return {
        criteria: conditions.isProvider({ types: [type] }),
        allows: ({ provider }) => provider === type,
      };
    }
    case 4:
      return {
        criteria: conditions.hasTag({ tags: words }),
        allows: ({ tags = [] }) => tags.some(tag => words.includes(tag)),
      };
    case 5: {
      const [label] = words;
      return {
        criteria: conditions.hasLabel({ label }),
        allows: ({ labels = {} }) => Object.keys(labels).includes(label),
      };
    }
    default: {
      const [label, value] = words;
      return {
        criteria: conditions.hasLabel({ label, value }),
        allows: ({ labels = {} }) =>
          Object.entries(labels).some(
            one => one[0] === label && one[1] === value,
          ),
      };
    }
  }
}

/** A policy of rules that are combined at random. */
export function createWorkloadPolicy(random: Random, depth = 3): Policy {
  if (depth === 0 || random(3) === 0) return createRule(random);
  const parts = [1, 2].map(() => createWorkloadPolicy(random, depth - 1));
  const criteria = parts.map(part => part.criteria) as [Criteria, Criteria];
  switch (random(3)) {
    case 0:
      return {
        criteria: { anyOf: criteria },
        allows: one => parts.some(part => part.allows(one)),
      };
    case 1:
      return {
        criteria: { allOf: criteria },
        allows: one => parts.every(part => part.allows(one)),
      };
    default:
      return {
        criteria: { not: criteria[0] },
        allows: one => !parts[0].allows(one),
      };
  }
}

/** A workload without some of its fields, at random. */
export function createSubject(random: Random) {
  const some = <T>(value: T) => (random(3) ? value : undefined);
  return {
    namespace: some(pick(random, WORDS)),
    ownerRef: some(pick(random, OWNERS)),
    tags: some([pick(random, WORDS), pick(random, WORDS)]),
    labels: some({
      [pick(random, WORDS)]: pick(random, WORDS),
      [pick(random, WORDS)]: pick(random, WORDS),
    }),
  };
}
