import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ConnectionCheck,
  ProviderStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useState } from 'react';
import { failureMessage, infraDashboardApiRef } from '../../api';
import { infraDashboardTranslationRef } from '../../translation';
import { useCardStyles } from '../cardStyles';
import { Notice } from '../Notice';
import { ProviderBadge } from '../ProviderBadge';
import { StatusBadge } from '../StatusBadge';
import { CheckList } from './CheckList';
import { ProviderFacts } from './ProviderFacts';

const useStyles = makeStyles(
  theme => ({
    card: { '&:hover': { boxShadow: 'none' }, height: '100%' },
    actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  }),
  { name: 'InfraDashboardProviderPanel' },
);

const TONES = {
  ok: 'healthy',
  failing: 'failed',
  pending: 'transitional',
  disabled: 'stopped',
  misconfigured: 'failed',
} as const;

type Action = 'test' | 'refresh' | 'switch';

export interface ProviderPanelProps {
  provider: ProviderStatus;
  mayManage: boolean;
  /** Something was done that changes what is listed. */
  onChange: () => void;
}

/** One provider: its state, why it fails, and buttons for those who may use them. */
export function ProviderPanel(props: ProviderPanelProps) {
  const { mayManage, onChange, provider } = props;
  const { enabled, error, name, source, state, type } = provider;
  const classes = useStyles();
  const card = useCardStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const api = useApi(infraDashboardApiRef);
  const [running, setRunning] = useState<Action>();
  const [check, setCheck] = useState<ConnectionCheck>();
  const [failure, setFailure] = useState<Error>();
  const isWrong = state === 'misconfigured';

  async function run(action: Action, work: () => Promise<void>) {
    setRunning(action);
    setFailure(undefined);
    try {
      await work();
      onChange();
    } catch (caught) {
      setFailure(caught as Error);
    } finally {
      setRunning(undefined);
    }
  }
  const button = (
    action: Action,
    label: string,
    work: () => Promise<void>,
    isOff = false,
  ) => (
    <Button
      size="small"
      variant="outlined"
      disabled={isOff || running !== undefined}
      onClick={() => run(action, work)}
      aria-label={`${label}: ${name}`}
    >
      {running === action ? t('settings.working') : label}
    </Button>
  );

  return (
    <article className={`${card.card} ${classes.card}`} aria-label={name}>
      <header className={card.header}>
        <div className={card.heading}>
          <h3 className={card.title}>{name}</h3>
          <div className={card.meta}>
            <ProviderBadge provider={type} />
            <span>{t('inactive.source', { source })}</span>
          </div>
        </div>
        <StatusBadge tone={TONES[state]} label={t(`settings.state.${state}`)} />
      </header>
      {error && (
        <Notice severity="error" title={t(`state.${error.code}`)}>
          <div>{error.message}</div>
          {error.hint && <div>{t('attention.hint', { hint: error.hint })}</div>}
        </Notice>
      )}
      <ProviderFacts provider={provider} />
      {mayManage && (
        <div className={classes.actions}>
          {button('test', t('settings.test'), async () =>
            setCheck(await api.testProvider(name)),
          )}
          {button(
            'refresh',
            t('settings.refresh'),
            async () => {
              await api.refreshProvider(name);
            },
            !enabled || isWrong,
          )}
          {button(
            'switch',
            t(enabled ? 'settings.disable' : 'settings.enable'),
            async () => {
              await api.setProviderEnabled(name, !enabled);
            },
            isWrong,
          )}
        </div>
      )}
      {failure && (
        <Notice severity="error" live>
          {failureMessage(failure)}
        </Notice>
      )}
      {check && <CheckList check={check} provider={type} />}
    </article>
  );
}
