import type { Usage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { heatOf } from '../NodeHeatMap/heat';

/** The items with the largest share in use, or requested where use is not measured. */
export function fullest<T>(
  items: T[],
  usageOf: (item: T) => Usage | undefined,
  count: number,
): T[] {
  return items
    .map(item => ({ item, share: heatOf(usageOf(item)).share }))
    .filter(({ share }) => share !== undefined)
    .sort((a, b) => b.share! - a.share!)
    .slice(0, count)
    .map(({ item }) => item);
}
