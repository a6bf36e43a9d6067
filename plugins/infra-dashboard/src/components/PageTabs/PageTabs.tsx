import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { useId, type ReactNode } from 'react';
import { useUrlState } from '../../hooks';
import { usePanelStyles } from '../panelStyles';

export interface PageTab {
  /** Stored in the URL as `?tab=`. */
  value: string;
  label: string;
  /** Only called while the tab is shown. */
  content: () => ReactNode;
}

export interface PageTabsProps {
  label: string;
  tabs: PageTab[];
  /** Shown if the URL names none. Default: the first tab. */
  fallback?: string;
}

/** Filter parameters of one tab do not apply to another. */
const FILTERS = ['q', 'type', 'health', 'status', 'sort', 'range'];

/** The tabs of a page; the URL holds the selected one. */
export function PageTabs({ fallback, label, tabs }: PageTabsProps) {
  const classes = usePanelStyles();
  const url = useUrlState();
  const id = useId();
  const requested = url.get('tab') || fallback;
  const current = tabs.find(({ value }) => value === requested) ?? tabs[0];
  return (
    <section>
      <Tabs
        value={current.value}
        onChange={(_event, value) => {
          url.clear(FILTERS);
          url.set('tab', value);
        }}
        variant="scrollable"
        scrollButtons="auto"
        indicatorColor="primary"
        textColor="primary"
        className={classes.tabs}
        aria-label={label}
      >
        {tabs.map(tab => (
          <Tab
            key={tab.value}
            value={tab.value}
            label={tab.label}
            id={`${id}-tab-${tab.value}`}
            aria-controls={`${id}-panel`}
            className={classes.tab}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${current.value}`}
        className={classes.tabPanel}
      >
        {current.content()}
      </div>
    </section>
  );
}
