import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75) },
    chip: {
      margin: 0,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
  }),
  { name: 'InfraDashboardChipField' },
);

export interface ChipFieldProps {
  label: string;
  /** The word for no choice, which shows everything. */
  all: string;
  options: Array<{ value: string; text: string; icon?: JSX.Element }>;
  value: string[];
  onChange: (value: string[]) => void;
}

/** A field that picks any number of a few; none is all. */
export function ChipField(props: ChipFieldProps) {
  const { all, label, onChange, options, value } = props;
  const classes = useStyles();
  const chip = (option: {
    key: string;
    text: string;
    isOn: boolean;
    icon?: JSX.Element;
    onClick: () => void;
  }) => (
    <Chip
      key={option.key}
      className={classes.chip}
      size="small"
      clickable
      color={option.isOn ? 'primary' : 'default'}
      variant={option.isOn ? 'default' : 'outlined'}
      icon={option.icon}
      label={option.text}
      onClick={option.onClick}
      aria-pressed={option.isOn}
    />
  );
  return (
    <div className={classes.chips} role="group" aria-label={label}>
      {chip({
        key: 'all',
        text: all,
        isOn: value.length === 0,
        onClick: () => onChange([]),
      })}
      {options.map(option => {
        const isOn = value.includes(option.value);
        return chip({
          ...option,
          key: `value ${option.value}`,
          isOn,
          onClick: () =>
            onChange(
              isOn
                ? value.filter(one => one !== option.value)
                : [...value, option.value],
            ),
        });
      })}
    </div>
  );
}
