import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { useId, type ReactNode } from 'react';
import { useUrlState } from '../../hooks';
import { usePanelStyles } from '../panelStyles';

export interface PageTab {
  /** Stands in the URL as `?tab=`. */
  value: string;
  label: string;
  /** Only called while the tab is shown. */
  content: () => ReactNode;
}

export interface PageTabsProps {
  label: string;
  tabs: PageTab[];
  /** Shown where the URL names none; the first one unless told. */
  fallback?: string;
}

/** What the filters of one tab are called means nothing in the other. */
const FILTERS = ['q', 'type', 'health', 'status', 'sort', 'range'];

/** The parts of a page; which of them is shown stands in the URL. */
export function PageTabs({ fallback, label, tabs }: PageTabsProps) {
  const classes = usePanelStyles();
  const url = useUrlState();
  const id = useId();
  const told = url.get('tab') || fallback;
  const current = tabs.find(({ value }) => value === told) ?? tabs[0];
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
