import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { NodeState } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { HEALTHS_WORST_FIRST, NODE_STATE_TONES } from '../../estate';
import { infraDashboardTranslationRef } from '../../translation';
import { StateCounts } from './StateCounts';

interface CountsProps {
  counts: Partial<Record<string, number>>;
  withWords?: boolean;
  /** The list of what is in a state. */
  pathOf?: (state: string) => string;
}

/**
 * Nodes by state, those in trouble first. Over several platforms `byHealth` brings online
 * and ready nodes together, which are the same to a reader.
 */
export function NodeCounts(props: CountsProps & { byHealth?: boolean }) {
  const { byHealth, counts, pathOf, withWords } = props;
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const states = (Object.keys(NODE_STATE_TONES) as NodeState[])
    .map(state => ({
      key: state,
      tone: NODE_STATE_TONES[state],
      count: counts[state] ?? 0,
      word: t(`nodeState.${state}`),
      to: pathOf?.(state),
    }))
    .filter(({ count }) => count > 0);
  if (byHealth) {
    const byTone: Record<string, number> = {};
    for (const { count, tone } of states) {
      byTone[tone] = (byTone[tone] ?? 0) + count;
    }
    return (
      <WorkloadCounts counts={byTone} withWords={withWords} pathOf={pathOf} />
    );
  }
  return <StateCounts counts={states} withWords={withWords} />;
}

/** Workloads or clusters by health, the worst first. */
export function WorkloadCounts({ counts, pathOf, withWords }: CountsProps) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const states = HEALTHS_WORST_FIRST.map(health => ({
    key: health,
    tone: health,
    count: counts[health] ?? 0,
    word: t(`state.${health}`).toLocaleLowerCase(),
    to: pathOf?.(health),
  })).filter(({ count }) => count > 0);
  return <StateCounts counts={states} withWords={withWords} />;
}
