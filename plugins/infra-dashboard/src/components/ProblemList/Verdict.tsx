import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import {
  PROBLEM_KINDS,
  type ProblemKind,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { Fragment } from 'react';
import type { LoadedProblems } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { useProblemListStyles } from './useProblemListStyles';

/** Where something does not work; after these come those where it does. */
const SEVERE = new Set<ProblemKind>([
  'cluster-unreachable',
  'cluster-failed',
  'misconfigured',
  'node-down',
  'storage-failed',
  'app-failed',
]);

export interface VerdictProps {
  problems: LoadedProblems;
  /** The list of one kind. */
  pathOf: (kind: ProblemKind) => string;
}

/** All problems in one line, each number a link to what it counts. */
export function Verdict({ pathOf, problems }: VerdictProps) {
  const classes = useProblemListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { counts, muted, totalItems } = problems;
  const kinds = PROBLEM_KINDS.filter(kind => counts[kind]);
  const partsOf = (isSevere: boolean) =>
    kinds.filter(kind => SEVERE.has(kind) === isSevere);
  const groups = [partsOf(true), partsOf(false)].filter(one => one.length > 0);
  return (
    <p className={classes.verdict} aria-live="polite">
      <strong>
        {totalItems === muted
          ? t('problems.none')
          : t('problems.count', { count: totalItems - muted })}
      </strong>
      {groups.map((group, index) => (
        <Fragment key={group[0]}>
          {index === 0 ? ': ' : ' · '}
          {group.map((kind, position) => (
            <Fragment key={kind}>
              {position > 0 && ', '}
              <Link to={pathOf(kind)} underline="always">
                {t(`problems.verdict.${kind}`, { count: counts[kind]! })}
              </Link>
            </Fragment>
          ))}
        </Fragment>
      ))}
      {muted > 0 && (
        <span className={classes.muted}>
          {' '}
          · {t('problems.mutedCount', { count: muted })}
        </span>
      )}
    </p>
  );
}
