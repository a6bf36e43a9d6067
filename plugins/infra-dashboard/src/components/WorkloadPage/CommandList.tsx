import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { infraDashboardTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(0.5),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    item: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
    text: {
      flex: 1,
      minWidth: 0,
      fontSize: '0.75rem',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'InfraDashboardCommandList' },
);

/** Commands of the platform's own tool, each with a button that copies it. */
export function CommandList({ commands }: { commands: string[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  return (
    <ul className={classes.root}>
      {commands.map(command => (
        <li key={command} className={classes.item}>
          <code className={classes.text}>{command}</code>
          <CopyTextButton
            text={command}
            tooltipText={t('cluster.copied')}
            aria-label={t('cluster.copy')}
          />
        </li>
      ))}
    </ul>
  );
}
