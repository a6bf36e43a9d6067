import { makeStyles } from '@material-ui/core/styles';
import TextField, { type TextFieldProps } from '@material-ui/core/TextField';
import { useId } from 'react';
import { mutedText } from '../mutedText';

const useStyles = makeStyles(
  theme => ({
    root: {
      minWidth: 130,
      maxWidth: '100%',
      '& label:not(.Mui-focused)': { color: mutedText(theme) },
    },
    input: { backgroundColor: theme.palette.background.paper },
  }),
  { name: 'InfraDashboardSelectBase' },
);

export type SelectBaseProps = Pick<
  TextFieldProps,
  'children' | 'label' | 'onChange' | 'SelectProps' | 'value'
> & {
  /** Width that the field has where there is room, in pixels. */
  width: number;
};

/** A field with a menu, as all of them look. */
export function SelectBase({ SelectProps, width, ...props }: SelectBaseProps) {
  const classes = useStyles();
  const id = useId();
  return (
    <TextField
      {...props}
      select
      id={id}
      className={classes.root}
      style={{ flex: `0 1 ${width}px` }}
      size="small"
      variant="outlined"
      InputProps={{ className: classes.input }}
      InputLabelProps={{ shrink: true }}
      SelectProps={{
        displayEmpty: true,
        ...SelectProps,
        // Without an id the label would not name the button.
        SelectDisplayProps: { id: `${id}-button` },
      }}
    />
  );
}
