import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import type { Problem } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useId, useState, type FormEvent } from 'react';
import { failureMessage, infraDashboardApiRef } from '../../api';
import { infraDashboardTranslationRef } from '../../translation';
import { Notice } from '../Notice';
import { useProblemListStyles } from './useProblemListStyles';

const HOURS = [1, 4, 24, 72, 168] as const;

export interface MuteDialogProps {
  problem: Problem;
  onClose: () => void;
  onMuted: () => void;
}

/** Asks for how long a problem, or all problems of its cluster, are muted. */
export function MuteDialog({ onClose, onMuted, problem }: MuteDialogProps) {
  const classes = useProblemListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const api = useApi(infraDashboardApiRef);
  const titleId = useId();
  const [scope, setScope] = useState<'problem' | 'cluster'>('problem');
  const [hours, setHours] = useState('4');
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Error>();
  const { cluster } = problem;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const end = Date.now() + Number(hours) * 3_600_000;
    try {
      await api.muteProblem({
        ...(scope === 'cluster' ? { cluster } : { problem: problem.id }),
        until: new Date(end).toISOString(),
        ...(reason.trim() && { reason: reason.trim() }),
      });
      onMuted();
    } catch (error) {
      setFailure(error as Error);
    }
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId}>
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>{t('problems.muteTitle')}</DialogTitle>
        <DialogContent className={classes.form}>
          <TextField
            select
            SelectProps={{ native: true }}
            label={t('problems.scope')}
            value={scope}
            onChange={({ target }) => setScope(target.value as typeof scope)}
            inputProps={{ 'aria-label': t('problems.scope') }}
          >
            <option value="problem">{t('problems.scopeProblem')}</option>
            <option value="cluster">
              {t('problems.scopeCluster', { cluster })}
            </option>
          </TextField>
          <TextField
            select
            SelectProps={{ native: true }}
            label={t('problems.duration')}
            value={hours}
            onChange={({ target }) => setHours(target.value)}
            inputProps={{ 'aria-label': t('problems.duration') }}
          >
            {HOURS.map(one => (
              <option key={one} value={one}>
                {one < 24
                  ? t('problems.hours', { count: one })
                  : t('problems.days', { count: one / 24 })}
              </option>
            ))}
          </TextField>
          <TextField
            label={t('problems.reason')}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            inputProps={{ maxLength: 500, 'aria-label': t('problems.reason') }}
          />
          {failure && (
            <Notice severity="error" live>
              {failureMessage(failure)}
            </Notice>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('problems.cancel')}</Button>
          <Button type="submit" color="primary" variant="contained">
            {t('problems.mute')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
