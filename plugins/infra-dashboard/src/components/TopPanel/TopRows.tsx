import { makeStyles } from '@material-ui/core/styles';
import type {
  ProviderType,
  Usage,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { ReactNode } from 'react';
import { mutedText } from '../mutedText';
import { ResourceBar } from '../ResourceBar';
import type { TopResource } from './useTopView';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(1),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    row: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      minHeight: 32,
      fontSize: '0.875rem',
    },
    name: { minWidth: 0, overflowWrap: 'anywhere' },
    note: { color: mutedText(theme), fontSize: '0.75rem' },
    muted: { margin: 0, color: mutedText(theme), fontSize: '0.875rem' },
  }),
  { name: 'InfraDashboardTopRows' },
);

export interface TopRow {
  key: string;
  name: string;
  link: ReactNode;
  /** Where it is, and how old the number is. */
  note?: ReactNode;
  usage?: Usage;
  provider: ProviderType;
}

export interface TopRowsProps {
  rows: TopRow[];
  by: TopResource;
  label: string;
  empty: string;
}

/** A ranked list, each row with its name and how full it is. */
export function TopRows({ by, empty, label, rows }: TopRowsProps) {
  const classes = useStyles();
  if (rows.length === 0) return <p className={classes.muted}>{empty}</p>;
  return (
    <ol className={classes.list} aria-label={label}>
      {rows.map(({ key, link, name, note, provider, usage }) => (
        <li key={key} className={classes.row}>
          <div className={classes.name}>
            {link}
            {note && <div className={classes.note}>{note}</div>}
          </div>
          <ResourceBar
            dense
            hideLabel
            kind={by}
            usage={usage}
            provider={provider}
            of={name}
          />
        </li>
      ))}
    </ol>
  );
}
