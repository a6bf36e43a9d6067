import MenuItem from '@material-ui/core/MenuItem';
import { SelectBase } from './SelectBase';

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
  const known = options.some(([one]) => one === value);
  return (
    <SelectBase
      width={170}
      label={label}
      value={known ? value : options[0][0]}
      onChange={event => onChange(event.target.value)}
    >
      {options.map(([one, text]) => (
        <MenuItem key={one} value={one}>
          {text}
        </MenuItem>
      ))}
    </SelectBase>
  );
}
