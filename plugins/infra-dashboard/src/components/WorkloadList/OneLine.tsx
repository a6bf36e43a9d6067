import type { ReactNode } from 'react';
import { useTableStyles } from '../tableStyles';

/** A text that is cut at the end of its cell; the tooltip has all of it. */
export function OneLine(props: { text: string; children?: ReactNode }) {
  const classes = useTableStyles();
  return (
    <div className={classes.nowrap} title={props.text}>
      {props.children ?? props.text}
    </div>
  );
}
