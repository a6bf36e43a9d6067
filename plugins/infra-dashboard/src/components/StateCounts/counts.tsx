import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterTotals } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  COUNTED_WORST_FIRST,
  nodeHealths,
  type CountedState,
} from '../../summary';
import { infraDashboardTranslationRef } from '../../translation';
import type { Tone } from '../StatusBadge';
import { StateCounts } from './StateCounts';

interface CountsProps {
  withWords?: boolean;
  /** The list of what is in a state. */
  pathOf?: (state: string) => string;
}

/** The icon and color of what is counted. */
function toneOf(state: CountedState): Tone {
  switch (state) {
    case 'unavailable':
      return 'failed';
    case 'pending':
      return 'transitional';
    case 'disabled':
      return 'stopped';
    default:
      return state;
  }
}

/** Nodes by health, the worst first: one that is ready may be degraded. */
export function NodeCounts(props: CountsProps & { totals: ClusterTotals }) {
  const { totals, ...others } = props;
  return <WorkloadCounts counts={nodeHealths(totals)} {...others} />;
}

export interface WorkloadCountsProps extends CountsProps {
  counts: Partial<Record<string, number>>;
  /** Stale items also have a health, so they are counted again after all healths. */
  withStalePart?: boolean;
}

/** Workloads or clusters by health, the worst first. */
export function WorkloadCounts(props: WorkloadCountsProps) {
  const { counts, pathOf, withStalePart, withWords } = props;
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const order = withStalePart
    ? [...COUNTED_WORST_FIRST.filter(one => one !== 'stale'), 'stale' as const]
    : COUNTED_WORST_FIRST;
  const states = order
    .map(state => ({
      key: state,
      tone: toneOf(state),
      count: counts[state] ?? 0,
      word:
        withStalePart && state === 'stale'
          ? t('summary.staleOfThem')
          : t(`state.${state}`).toLocaleLowerCase(),
      to: pathOf?.(state),
    }))
    .filter(({ count }) => count > 0);
  return <StateCounts counts={states} withWords={withWords} />;
}
