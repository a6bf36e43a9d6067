import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { infraDashboardTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton';

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
        <CopyButton text={raw} />
      </p>
      <pre className={classes.text}>{raw}</pre>
    </details>
  );
}
