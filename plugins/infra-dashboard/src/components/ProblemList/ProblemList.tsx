import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import {
  PROBLEM_KINDS,
  type Problem,
  type ProblemKind,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useId, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { failureMessage, infraDashboardApiRef } from '../../api';
import { useProblems, useUrlState, type ProblemListQuery } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from '../Notice';
import { OwnerField, useOwnerScope } from '../OwnerField';
import { QueryState } from '../QueryState';
import { MuteDialog } from './MuteDialog';
import { ProblemRow } from './ProblemRow';
import { useProblemListStyles } from './useProblemListStyles';
import { Verdict } from './Verdict';

/** Rows that are shown, and that each request for more adds. */
const PAGE_SIZE = 8;

/** The kind of problems that the list is narrowed to, in the URL. */
const KIND_KEY = 'problem';

function useKind() {
  const [parameters, setParameters] = useSearchParams();
  const { pathname } = useLocation();
  const wanted = parameters.get(KIND_KEY);
  return {
    kind: PROBLEM_KINDS.find(kind => kind === wanted),
    pathOf: (kind: ProblemKind) => {
      const next = new URLSearchParams(parameters);
      next.set(KIND_KEY, kind);
      return `${pathname}?${next}`;
    },
    clear: () =>
      setParameters(before => {
        const next = new URLSearchParams(before);
        next.delete(KIND_KEY);
        return next;
      }),
  };
}

export interface ProblemListProps {
  query: ProblemListQuery;
}

/** What is wrong, grouped by cause, the worst first. */
export function ProblemList({ query }: ProblemListProps) {
  const classes = useProblemListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const api = useApi(infraDashboardApiRef);
  const titleId = useId();
  const { clear, kind, pathOf } = useKind();
  const [muting, setMuting] = useState<Problem>();
  const [failure, setFailure] = useState<Error>();
  const url = useUrlState();
  const owner = url.get('owner');
  const { resolve } = useOwnerScope();
  const wanted = owner ? { ...query, owner: resolve(owner) } : query;
  // The line above the list counts all kinds.
  const all = useProblems(wanted, PAGE_SIZE);
  const some = useProblems({ ...wanted, kind }, PAGE_SIZE);
  const shown = kind ? some : all;
  const refresh = () => {
    all.refresh();
    if (kind) some.refresh();
  };
  const unmute = async ({ mute }: Problem) => {
    try {
      if (mute) await api.unmuteProblem(mute.id);
      setFailure(undefined);
      refresh();
    } catch (error) {
      setFailure(error as Error);
    }
  };
  return (
    <Paper
      component="section"
      className={classes.root}
      aria-labelledby={titleId}
    >
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {t('problems.title')}
        </h2>
        <OwnerField value={owner} onChange={value => url.set('owner', value)} />
      </div>
      <QueryState query={shown}>
        {data => (
          <>
            <Verdict problems={all.data ?? data} pathOf={pathOf} />
            {kind && (
              <div className={classes.actions}>
                <span className={classes.kind}>
                  {t(`problems.kind.${kind}`)}
                </span>
                <Button size="small" onClick={clear}>
                  {t('problems.showAll')}
                </Button>
              </div>
            )}
            {failure && (
              <Notice severity="error" live>
                {failureMessage(failure)}
              </Notice>
            )}
            {data.rows.length > 0 && (
              <ul className={classes.list}>
                {data.rows.map(problem => (
                  <ProblemRow
                    key={problem.id}
                    problem={problem}
                    mayMute={data.mayMute}
                    onMute={setMuting}
                    onUnmute={unmute}
                  />
                ))}
              </ul>
            )}
            {data.nextCursor && (
              <div className={classes.actions}>
                <Button size="small" onClick={shown.loadMore}>
                  {t('problems.more')}
                </Button>
                <span className={classes.muted}>
                  {t('problems.shown', {
                    shown: String(data.rows.length),
                    total: String(data.totalItems),
                  })}
                </span>
              </div>
            )}
          </>
        )}
      </QueryState>
      {muting && (
        <MuteDialog
          problem={muting}
          onClose={() => setMuting(undefined)}
          onMuted={() => {
            setMuting(undefined);
            refresh();
          }}
        />
      )}
    </Paper>
  );
}
