import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { COUNTED_WORST_FIRST } from '../../summary';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { ChipField } from '../fields';
import { nodeStatesOf, type useNodeHealths } from './useNodeHealths';

export interface NodeHealthFilterProps {
  /** The clusters with the nodes to filter. */
  clusters: ClusterStatus[];
  state: ReturnType<typeof useNodeHealths>;
}

/** Narrows a list of nodes by health, with the number of each. */
export function NodeHealthFilter({ clusters, state }: NodeHealthFilterProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const { healths, setHealths } = state;
  const counts: Record<string, number> = {};
  for (const cluster of clusters) {
    for (const node of cluster.nodes ?? []) {
      for (const one of nodeStatesOf(node, cluster)) {
        counts[one] = (counts[one] ?? 0) + 1;
      }
    }
  }
  const options = COUNTED_WORST_FIRST.filter(
    one => counts[one] || healths.includes(one),
  );
  if (options.length < 2 && healths.length === 0) return null;
  return (
    <ChipField
      label={t('node.status')}
      all={t('node.anyState')}
      value={healths}
      onChange={setHealths}
      options={options.map(one => ({
        value: one,
        text: `${t(`state.${one}`)} (${format.count(counts[one] ?? 0)})`,
      }))}
    />
  );
}
