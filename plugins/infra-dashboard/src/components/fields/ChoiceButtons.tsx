import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';

export interface ChoiceButtonsProps<T extends string> {
  label: string;
  options: ReadonlyArray<{ value: T; text: string; icon?: JSX.Element }>;
  value: T;
  onChange: (value: T) => void;
  className?: string;
}

/** Buttons next to each other that pick one of a few. */
export function ChoiceButtons<T extends string>(props: ChoiceButtonsProps<T>) {
  const { className, label, onChange, options, value } = props;
  return (
    <ButtonGroup size="small" className={className} aria-label={label}>
      {options.map(option => (
        <Button
          key={option.value}
          aria-pressed={option.value === value}
          color={option.value === value ? 'primary' : 'default'}
          startIcon={option.icon}
          onClick={() => onChange(option.value)}
        >
          {option.text}
        </Button>
      ))}
    </ButtonGroup>
  );
}
