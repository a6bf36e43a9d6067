import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { useCardStyles } from '../cardStyles';
import { useGridStyles } from '../gridStyles';
import { Notice } from '../Notice';
import { ProviderBadge } from '../ProviderBadge';
import { StatusBadge } from '../StatusBadge';

const useStyles = makeStyles(
  theme => ({
    heading: {
      margin: 0,
      marginBottom: theme.spacing(1),
      fontSize: '1rem',
      fontWeight: 700,
    },
    card: {
      backgroundColor: theme.palette.background.paper,
      '&:hover': { boxShadow: 'none', borderColor: theme.palette.divider },
    },
  }),
  { name: 'InfraDashboardInactiveProviders' },
);

export interface InactiveProvidersProps {
  providers: ProviderStatus[];
}

/** Providers that bring no cluster: misconfigured ones and those switched off. */
export function InactiveProviders({ providers }: InactiveProvidersProps) {
  const classes = useStyles();
  const card = useCardStyles();
  const grid = useGridStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  if (providers.length === 0) return null;
  return (
    <section aria-label={t('inactive.title')}>
      <h2 className={classes.heading}>{t('inactive.title')}</h2>
      <ul className={grid.grid}>
        {providers.map(({ error, name, source, state, type }) => {
          const isWrong = state === 'misconfigured';
          return (
            <li key={name}>
              <article
                className={`${card.card} ${classes.card}`}
                aria-label={name}
              >
                <header className={card.header}>
                  <div className={card.heading}>
                    <h3 className={card.title}>{name}</h3>
                    <div className={card.meta}>
                      <ProviderBadge provider={type} />
                      <span>{t('inactive.source', { source })}</span>
                    </div>
                  </div>
                  <StatusBadge
                    tone={isWrong ? 'failed' : 'stopped'}
                    label={t(
                      isWrong ? 'state.MISCONFIGURED' : 'state.disabled',
                    )}
                  />
                </header>
                <Notice severity={isWrong ? 'error' : 'info'}>
                  <div>
                    {error?.message ??
                      t(
                        isWrong
                          ? 'inactive.misconfigured'
                          : 'inactive.disabled',
                      )}
                  </div>
                  {error?.hint && (
                    <div>{t('attention.hint', { hint: error.hint })}</div>
                  )}
                </Notice>
              </article>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
