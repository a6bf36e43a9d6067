import type {
  Workload,
  PlatformDescriptor,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { z } from 'zod';
import type { ResourceRule } from '../resourceRule';
import type { MapOptions } from './MapOptions';

/** All that there is to know about a kind of workload: its type, its list and its mapper. */
export interface WorkloadKind<T = Workload> {
  /** How the pages call it. */
  descriptor: PlatformDescriptor['workloadTypes'][number];
  rule: ResourceRule;
  /** Undefined for a row that is invalid. */
  map(row: unknown, options: MapOptions): T | undefined;
}

/** @param options.map - maps an object of which the schema has checked every field */
export function defineWorkloadKind<S extends z.ZodType, T>(options: {
  descriptor: WorkloadKind['descriptor'];
  rule: Omit<ResourceRule, 'id' | 'title' | 'verb' | 'namespaced'>;
  schema: S;
  map(object: z.output<S>, options: MapOptions): T;
}): WorkloadKind<T> {
  const { descriptor, map, rule, schema } = options;
  const { resource } = rule;
  return {
    descriptor,
    rule: {
      ...rule,
      id: resource,
      title: resource,
      verb: 'list',
      namespaced: true,
    },
    map(row, mapOptions) {
      const parsed = schema.safeParse(row);
      return parsed.success ? map(parsed.data, mapOptions) : undefined;
    },
  };
}
