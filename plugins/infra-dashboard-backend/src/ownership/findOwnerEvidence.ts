import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { OwnerEvidence } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { EntityDirectory } from './EntityDirectory';

/** Last parts of the keys of labels that may name a component, system or owner. */
const TELLING =
  /^(app|application|component|instance|k8s-app|name|owner|part-of|product|project|service|system|team)$/;

const MAX_CANDIDATES = 100;
const MAX_EVIDENCE = 8;
const MAX_LENGTH = 200;

/** What ends the name of one of several: a number, or the ids of a pod. */
const ENDING = /^(\d+|[0-9a-f]{8,10}|[bcdfghjklmnpqrstvwxz2456789]{5})$/;

/** The name without the numbers and ids of one of several: `web-shop-2` is `web-shop`. */
function stemsOf(name: string): string[] {
  const [host] = name.slice(0, MAX_LENGTH).split('.');
  const parts = host.split(/[-_]/);
  const stems = [name, host];
  while (parts.length > 1 && ENDING.test(parts[parts.length - 1])) {
    parts.pop();
    stems.push(host.slice(0, parts.join('-').length));
  }
  let end = host.length;
  while (end > 0 && host[end - 1] >= '0' && host[end - 1] <= '9') end -= 1;
  return [...stems, host.slice(0, end)];
}

function candidatesOf(workload: Workload): OwnerEvidence[] {
  const { labels = {}, name, namespace, tags = [] } = workload;
  const ofLabels = Object.entries(labels)
    .filter(([key]) => TELLING.test(key.toLowerCase().replace(/^.*[/.]/, '')))
    .map(([key, value]): OwnerEvidence => ({ kind: 'label', key, value }));
  return [
    ...ofLabels.slice(0, MAX_CANDIDATES),
    ...tags
      .slice(0, MAX_CANDIDATES)
      .map((value): OwnerEvidence => ({ kind: 'tag', value })),
    ...[name].map((value): OwnerEvidence => ({ kind: 'name', value })),
    ...(namespace ? [{ kind: 'namespace' as const, value: namespace }] : []),
  ].filter(({ value }) => value !== '' && value.length <= MAX_LENGTH);
}

/**
 * What fits the catalog first. What the caller may not see has to be hidden before: its place
 * would reveal that the catalog has it.
 */
export function firstEvidence(evidence: readonly OwnerEvidence[]) {
  const rank = ({ entityRef }: OwnerEvidence) => Number(!entityRef);
  return [...evidence]
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MAX_EVIDENCE);
}

/**
 * What on a workload may name its component or system. It is a suggestion for people: nothing
 * gets an owner by it.
 */
export function findOwnerEvidence(
  workload: Workload,
  directory: Pick<EntityDirectory, 'find'>,
): OwnerEvidence[] {
  return candidatesOf(workload).map(one => {
    const words = one.kind === 'name' ? stemsOf(one.value) : [one.value];
    for (const word of words) {
      const [entity, ...others] = word ? directory.find('part', word) : [];
      if (entity && others.length === 0) {
        return { ...one, entityRef: entity.ref };
      }
    }
    return one;
  });
}
