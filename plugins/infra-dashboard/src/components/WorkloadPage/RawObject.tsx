import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { infraDashboardTranslationRef } from '../../translation';

const useStyles = makeStyles(
  {
    text: {
      margin: 0,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      fontSize: '0.75rem',
    },
    summary: { cursor: 'pointer' },
  },
  { name: 'InfraDashboardRawObject' },
);

/** The object as its platform has it, collapsed at first. */
export function RawObject({ raw }: { raw: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <details>
      <summary className={classes.summary}>{t('detail.raw')}</summary>
      <p>
        {t('detail.rawHint')}
        <CopyTextButton
          text={raw}
          tooltipText={t('cluster.copied')}
          aria-label={t('cluster.copy')}
        />
      </p>
      <pre className={classes.text}>{raw}</pre>
    </details>
  );
}
