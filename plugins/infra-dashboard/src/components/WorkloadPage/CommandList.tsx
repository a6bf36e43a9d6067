import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from '../CopyButton';

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
  return (
    <ul className={classes.root}>
      {commands.map(command => (
        <li key={command} className={classes.item}>
          <code className={classes.text}>{command}</code>
          <CopyButton text={command} />
        </li>
      ))}
    </ul>
  );
}
