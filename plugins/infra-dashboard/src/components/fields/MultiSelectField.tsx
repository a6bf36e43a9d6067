import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { RiCheckLine } from '@remixicon/react';
import { useId } from 'react';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    root: {
      flex: '0 1 190px',
      minWidth: 130,
      maxWidth: '100%',
      '& label:not(.Mui-focused)': { color: mutedText(theme) },
    },
    input: { backgroundColor: theme.palette.background.paper },
    check: {
      display: 'inline-flex',
      width: 24,
      flexShrink: 0,
    },
  }),
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
  const id = useId();
  const unknown = value
    .filter(one => !options.some(([known]) => known === one))
    .map((one): [string, string] => [one, one]);
  const shown = [...options, ...unknown];
  const texts = shown.filter(([one]) => value.includes(one));
  return (
    <TextField
      select
      id={id}
      className={classes.root}
      size="small"
      variant="outlined"
      label={label}
      value={value}
      onChange={event => onChange(event.target.value as unknown as string[])}
      InputProps={{ className: classes.input }}
      InputLabelProps={{ shrink: true }}
      SelectProps={{
        multiple: true,
        displayEmpty: true,
        renderValue: () => texts.map(([, text]) => text).join(', ') || all,
        MenuProps: {
          getContentAnchorEl: null,
          anchorOrigin: { vertical: 'bottom', horizontal: 'left' },
          MenuListProps: { 'aria-multiselectable': true },
        },
        // Without an id the label would not name the button.
        SelectDisplayProps: { id: `${id}-button` },
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
    </TextField>
  );
}
