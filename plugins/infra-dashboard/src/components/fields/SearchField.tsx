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

/** A field whose words narrow a list. */
export function SearchField(props: SearchFieldProps) {
  const { label, onChange, placeholder, value } = props;
  const classes = useStyles();
  // What is typed shows at once, and what follows from it when there is time.
  const [text, setText] = useState(value);
  const told = useRef<string[]>([]);
  useEffect(() => {
    // A value that was told from here comes back late, when more was typed already.
    const index = told.current.lastIndexOf(value);
    if (index < 0) setText(value);
    told.current = index < 0 ? [] : told.current.slice(index + 1);
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
        told.current.push(event.target.value);
        onChange(event.target.value);
      }}
    />
  );
}
