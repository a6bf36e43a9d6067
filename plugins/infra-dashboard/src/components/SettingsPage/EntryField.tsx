import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import type { FormField } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { EntryValue } from './toEntry';

export interface EntryFieldProps {
  /** Unique on the page. */
  id: string;
  field: FormField;
  value: EntryValue | undefined;
  onChange: (value: EntryValue) => void;
  /** Why the value is invalid. */
  issue?: string;
}

/** One field of a configuration entry: a text, or a checkbox for what is on or off. */
export function EntryField(props: EntryFieldProps) {
  const { field, id, issue, onChange, value } = props;
  const { example, help, label, required, type } = field;
  const hint = issue ?? help;
  if (type === 'boolean') {
    const hintId = `${id}-hint`;
    return (
      <FormControl error={issue !== undefined}>
        <FormControlLabel
          label={label}
          control={
            <Checkbox
              id={id}
              size="small"
              color="primary"
              checked={value === true}
              onChange={({ target }) => onChange(target.checked)}
              inputProps={{ 'aria-describedby': hint && hintId }}
            />
          }
        />
        {hint && <FormHelperText id={hintId}>{hint}</FormHelperText>}
      </FormControl>
    );
  }
  return (
    <TextField
      id={id}
      size="small"
      variant="outlined"
      label={label}
      required={required}
      placeholder={example}
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => onChange(target.value)}
      error={issue !== undefined}
      helperText={hint}
      InputLabelProps={{ shrink: true }}
    />
  );
}
