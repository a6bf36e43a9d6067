import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { meets, type Requirement } from './labelSelector';

/** Words of a selector that are about the workload itself rather than its labels. */
const FIELDS: Record<string, (workload: Workload) => string[]> = {
  'workload.tag': ({ tags }) => tags ?? [],
  'workload.namespace': ({ namespace }) => (namespace ? [namespace] : []),
  'workload.cluster': ({ cluster }) => [cluster],
  'workload.provider': ({ provider }) => [provider],
  'workload.type': ({ type }) => [type],
  'workload.name': ({ name }) => [name],
};

const NONE: string[] = [];

function valuesOf(workload: Workload, key: string): string[] {
  const field = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
  if (field) return field(workload);
  const { labels } = workload;
  return labels && Object.hasOwn(labels, key) ? [labels[key]] : NONE;
}

interface Entry<T> {
  requirements: Requirement[];
  target: T;
}

interface Bucket<T> {
  byValue: Map<string, Entry<T>[]>;
  anyValue: Entry<T>[];
}

/**
 * Many selectors, arranged by their rarest condition, so that a workload is held against
 * the few that may fit.
 */
export class SelectorIndex<T> {
  readonly #buckets = new Map<string, Bucket<T>>();
  readonly #fields: string[];

  constructor(selectors: ReadonlyArray<Entry<T>>) {
    const uses = new Map<string, number>();
    const count = (key: string) => uses.set(key, (uses.get(key) ?? 0) + 1);
    const words = ({ key, operator, values }: Requirement) =>
      operator === 'in'
        ? [...values].map(value => JSON.stringify([key, value]))
        : [key];
    for (const { requirements } of selectors) {
      for (const one of requirements) words(one).forEach(count);
    }
    const cost = (one: Requirement) =>
      words(one).reduce((sum, word) => sum + uses.get(word)!, 0);
    for (const entry of selectors) {
      const [rarest] = entry.requirements
        .filter(({ operator }) => operator === 'in' || operator === 'exists')
        .sort((a, b) => cost(a) - cost(b));
      if (rarest) this.#add(rarest, entry);
    }
    this.#fields = Object.keys(FIELDS).filter(key => this.#buckets.has(key));
  }

  /** Calls back for each selector that the workload fits. */
  forEachMatch(workload: Workload, callback: (target: T) => void): void {
    if (this.#buckets.size === 0) return;
    const { labels = {} } = workload;
    for (const key of Object.keys(labels)) {
      const bucket = this.#buckets.get(key);
      if (bucket && !Object.hasOwn(FIELDS, key)) {
        this.#visit(bucket, [labels[key]], workload, callback);
      }
    }
    for (const key of this.#fields) {
      const values = FIELDS[key](workload);
      this.#visit(this.#buckets.get(key)!, values, workload, callback);
    }
  }

  #visit(
    bucket: Bucket<T>,
    values: string[],
    workload: Workload,
    callback: (target: T) => void,
  ): void {
    const check = ({ requirements, target }: Entry<T>) => {
      if (requirements.every(one => meets(one, valuesOf(workload, one.key)))) {
        callback(target);
      }
    };
    // A guest may carry the same tag a thousand times.
    for (const value of new Set(values)) {
      bucket.byValue.get(value)?.forEach(check);
    }
    if (values.length > 0) bucket.anyValue.forEach(check);
  }

  #add({ key, operator, values }: Requirement, entry: Entry<T>): void {
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = { byValue: new Map(), anyValue: [] };
      this.#buckets.set(key, bucket);
    }
    if (operator === 'exists') bucket.anyValue.push(entry);
    else {
      for (const value of values) {
        const entries = bucket.byValue.get(value);
        if (entries) entries.push(entry);
        else bucket.byValue.set(value, [entry]);
      }
    }
  }
}
