import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import { RiCheckLine } from '@remixicon/react';
import { SelectBase } from './SelectBase';

const useStyles = makeStyles(
  {
    check: {
      display: 'inline-flex',
      width: 24,
      flexShrink: 0,
    },
  },
  { name: 'InfraDashboardMultiSelectField' },
);

export interface MultiSelectFieldProps {
  label: string;
  /** The word for no choice, which shows everything. */
  all: string;
  options: Array<[value: string, text: string]>;
  value: string[];
  onChange: (value: string[]) => void;
}

/** A field that picks any number of many. A value that is no option, as in an old link, stays. */
export function MultiSelectField(props: MultiSelectFieldProps) {
  const { all, label, onChange, options, value } = props;
  const classes = useStyles();
  const unknown = value
    .filter(one => !options.some(([known]) => known === one))
    .map((one): [string, string] => [one, one]);
  const shown = [...options, ...unknown];
  const texts = shown.filter(([one]) => value.includes(one));
  return (
    <SelectBase
      width={190}
      label={label}
      value={value}
      onChange={event => onChange(event.target.value as unknown as string[])}
      SelectProps={{
        multiple: true,
        renderValue: () => texts.map(([, text]) => text).join(', ') || all,
        MenuProps: {
          getContentAnchorEl: null,
          anchorOrigin: { vertical: 'bottom', horizontal: 'left' },
          MenuListProps: { 'aria-multiselectable': true },
        },
      }}
    >
      {shown.map(([one, text]) => (
        <MenuItem key={one} value={one}>
          <span className={classes.check} aria-hidden="true">
            {value.includes(one) && <RiCheckLine size={16} />}
          </span>
          {text}
        </MenuItem>
      ))}
    </SelectBase>
  );
}
