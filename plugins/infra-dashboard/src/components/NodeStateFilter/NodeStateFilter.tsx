import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  countBy,
  type NodeStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { NODE_STATES_WORST_FIRST } from '../../estate';
import { useFormat } from '../../format';
import { infraDashboardTranslationRef } from '../../translation';
import { ChipField } from '../fields';
import type { useNodeStates } from './useNodeStates';

export interface NodeStateFilterProps {
  /** The nodes to choose from. */
  nodes: NodeStatus[];
  state: ReturnType<typeof useNodeStates>;
}

/** Narrows a list of nodes by state, with the number of each. */
export function NodeStateFilter({ nodes, state }: NodeStateFilterProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const { setStates, states } = state;
  const counts = countBy(nodes, ({ status }) => status);
  const options = NODE_STATES_WORST_FIRST.filter(
    one => counts[one] || states.includes(one),
  );
  if (options.length < 2 && states.length === 0) return null;
  return (
    <ChipField
      label={t('node.status')}
      all={t('node.anyState')}
      value={states}
      onChange={setStates}
      options={options.map(one => ({
        value: one,
        text: `${t(`nodeState.${one}`)} (${format.count(counts[one] ?? 0)})`,
      }))}
    />
  );
}
