import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useRef, useState } from 'react';
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

/** A text field that filters a list. */
export function SearchField(props: SearchFieldProps) {
  const { label, onChange, placeholder, value } = props;
  const classes = useStyles();
  // Show the typed text at once; filter when the browser has time.
  const [text, setText] = useState(value);
  const reported = useRef<string[]>([]);
  useEffect(() => {
    // The value set by this field may come back late, after more was typed.
    const index = reported.current.lastIndexOf(value);
    if (index < 0) setText(value);
    reported.current = index < 0 ? [] : reported.current.slice(index + 1);
  }, [value]);
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
      value={text}
      onChange={event => {
        setText(event.target.value);
        reported.current.push(event.target.value);
        onChange(event.target.value);
      }}
    />
  );
}
