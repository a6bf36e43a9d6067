import MenuItem from '@material-ui/core/MenuItem';
import { SelectBase } from './SelectBase';

export interface SelectFieldProps {
  label: string;
  value: string;
  /** Values with what is shown for them; the first one is the one without effect. */
  options: Array<[value: string, text: string]>;
  /**
   * The text of a value that is none of the options, such as a list in the URL. Without it, that
   * of an old link picks the first one.
   */
  other?: string;
  onChange: (value: string) => void;
}

/** A field that picks one of a few. */
export function SelectField(props: SelectFieldProps) {
  const { label, onChange, other, value } = props;
  const isKnown = props.options.some(([one]) => one === value);
  const options: SelectFieldProps['options'] =
    isKnown || other === undefined
      ? props.options
      : [...props.options, [value, other]];
  return (
    <SelectBase
      width={170}
      label={label}
      value={isKnown || other !== undefined ? value : options[0][0]}
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
