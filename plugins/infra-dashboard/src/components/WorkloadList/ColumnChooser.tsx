import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Divider from '@material-ui/core/Divider';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { RiLayoutColumnLine } from '@remixicon/react';
import { useId, useState } from 'react';
import { infraDashboardTranslationRef } from '../../translation';
import { FIXED_COLUMNS } from './chooseColumns';
import { listColumns } from './columns';
import { useColumnFacts } from './useColumnFacts';
import { useColumnLabel } from './useColumnLabel';
import { useWorkloadListStyles } from './useWorkloadListStyles';
import type { WorkloadView } from './useWorkloadView';

/** Picks the columns; without a choice they are those that fit the platform. */
export function ColumnChooser({ view }: { view: WorkloadView }) {
  const classes = useWorkloadListStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const labelOf = useColumnLabel(view.provider);
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const { columns, hasOwnColumns, provider, setColumns } = view;
  const choices = listColumns(useColumnFacts(provider)).filter(
    one => !FIXED_COLUMNS.includes(one),
  );

  return (
    <>
      <Button
        size="small"
        startIcon={<RiLayoutColumnLine size={16} />}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        aria-controls={anchor && id}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('workloads.columns')}
      </Button>
      <Menu
        id={id}
        anchorEl={anchor}
        open={anchor !== undefined}
        onClose={() => setAnchor(undefined)}
        classes={{ paper: classes.menu }}
        MenuListProps={{ 'aria-label': t('workloads.columns') }}
      >
        {choices.map(column => {
          const isOn = columns.includes(column);
          return (
            <MenuItem
              key={column}
              dense
              role="menuitemcheckbox"
              aria-checked={isOn}
              className={classes.choice}
              onClick={() =>
                setColumns(
                  isOn
                    ? columns.filter(one => one !== column)
                    : [...columns, column],
                )
              }
            >
              <Checkbox
                size="small"
                color="primary"
                checked={isOn}
                disableRipple
                tabIndex={-1}
                inputProps={{ 'aria-hidden': true }}
              />
              <ListItemText primary={labelOf(column)} />
            </MenuItem>
          );
        })}
        <Divider component="li" />
        <MenuItem
          dense
          disabled={!hasOwnColumns}
          className={classes.choice}
          onClick={() => setColumns([])}
        >
          {t('workloads.columnsReset')}
        </MenuItem>
      </Menu>
    </>
  );
}
