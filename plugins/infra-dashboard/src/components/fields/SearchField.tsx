import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    root: {
      flex: '1 1 200px',
      maxWidth: 360,
      '& label:not(.Mui-focused)': { color: mutedText(theme) },
    },
    input: { backgroundColor: theme.palette.background.paper },
  }),
  { name: 'InfraDashboardSearchField' },
);

export interface SearchFieldProps {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
}

/** A field whose words narrow a list. */
export function SearchField(props: SearchFieldProps) {
  const { label, onChange, placeholder, value } = props;
  const classes = useStyles();
  return (
    <TextField
      id={useId()}
      className={classes.root}
      InputProps={{ className: classes.input }}
      type="search"
      size="small"
      variant="outlined"
      label={label}
      placeholder={placeholder}
      value={value}
      onChange={event => onChange(event.target.value)}
    />
  );
}
