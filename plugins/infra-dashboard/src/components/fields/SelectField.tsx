import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    root: {
      flex: '0 1 170px',
      minWidth: 130,
      '& label:not(.Mui-focused)': { color: mutedText(theme) },
    },
    input: { backgroundColor: theme.palette.background.paper },
  }),
  { name: 'InfraDashboardSelectField' },
);

export interface SelectFieldProps {
  label: string;
  value: string;
  /** Values with what is shown for them; the first one is the one without effect. */
  options: Array<[value: string, text: string]>;
  onChange: (value: string) => void;
}

/** A field that picks one of a few; a value of an old link that is none of them picks the first. */
export function SelectField(props: SelectFieldProps) {
  const { label, onChange, options, value } = props;
  const classes = useStyles();
  const id = useId();
  const known = options.some(([one]) => one === value);
  return (
    <TextField
      select
      id={id}
      className={classes.root}
      size="small"
      variant="outlined"
      label={label}
      value={known ? value : options[0][0]}
      onChange={event => onChange(event.target.value)}
      InputProps={{ className: classes.input }}
      InputLabelProps={{ shrink: true }}
      SelectProps={{
        displayEmpty: true,
        // Without an id the label would not name the button.
        SelectDisplayProps: { id: `${id}-button` },
      }}
    >
      {options.map(([one, text]) => (
        <MenuItem key={one} value={one}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  );
}
