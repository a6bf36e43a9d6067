import type {
  Health,
  Workload,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { HEALTHS_WORST_FIRST } from '../../summary';

/** Parts of one platform that are not healthy, by health. */
export interface UnhealthyParts {
  provider: string;
  health: Health;
  count: number;
  /** All parts on this platform. */
  total: number;
}

export interface Judgement {
  /** Failed only where no part is left that works. */
  health: Health;
  total: number;
  healthy: number;
  /** The worst first. */
  unhealthy: UnhealthyParts[];
}

/** How all parts of an entity are together; undefined where it has none. */
export function judge(workloads: Workload[]): Judgement | undefined {
  // A template never runs.
  const parts = workloads.filter(({ template }) => !template);
  if (parts.length === 0) return undefined;
  const totals = new Map<string, number>();
  const groups = new Map<string, UnhealthyParts>();
  for (const { health, provider } of parts) {
    totals.set(provider, (totals.get(provider) ?? 0) + 1);
    if (health === 'healthy') continue;
    const key = `${health}\n${provider}`;
    const group = groups.get(key) ?? { provider, health, count: 0, total: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  const rank = (health: Health) => HEALTHS_WORST_FIRST.indexOf(health);
  const unhealthy = [...groups.values()]
    .map(one => ({ ...one, total: totals.get(one.provider)! }))
    .sort((a, b) => rank(a.health) - rank(b.health) || b.count - a.count);
  const bad = unhealthy.reduce((sum, { count }) => sum + count, 0);
  const healthy = parts.length - bad;
  const worst = unhealthy[0]?.health ?? 'healthy';
  const hasFailed = parts.every(({ health }) => health === 'failed');
  return {
    health: worst === 'failed' && !hasFailed ? 'degraded' : worst,
    total: parts.length,
    healthy,
    unhealthy,
  };
}
