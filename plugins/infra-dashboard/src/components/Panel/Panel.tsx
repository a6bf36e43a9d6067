import Paper from '@material-ui/core/Paper';
import { Children, useId, type ReactNode } from 'react';
import { usePanelStyles } from '../panelStyles';

export interface PanelProps {
  title: ReactNode;
  children: ReactNode;
}

/** A titled part of a cluster or node page. */
export function Panel({ children, title }: PanelProps) {
  const classes = usePanelStyles();
  const id = useId();
  return (
    <Paper component="section" className={classes.panel} aria-labelledby={id}>
      <h3 id={id} className={classes.panelTitle}>
        {title}
      </h3>
      {children}
    </Paper>
  );
}

/** Panels in as many columns as fit, and no more than there are panels. */
export function Panels({ children }: { children: ReactNode }) {
  const classes = usePanelStyles();
  return (
    <div
      className={classes.panels}
      style={{ columnCount: Children.toArray(children).length }}
    >
      {children}
    </div>
  );
}
