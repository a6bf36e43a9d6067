import { HeaderTabs, Link } from '@backstage/core-components';
import { useLocation } from 'react-router-dom';
import { useHeaderTabs } from './useHeaderTabs';

function isAtOrBelow(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

/**
 * The tabs below the header of the legacy frontend system. Pages without a tab of their
 * own, such as that of a cluster, belong to the overview, as in the new system.
 */
export function LegacyHeaderTabs() {
  const { pathname } = useLocation();
  const tabs = useHeaderTabs();
  const current = tabs.findIndex(
    ({ href }, index) => index > 0 && isAtOrBelow(pathname, href),
  );
  return (
    <HeaderTabs
      selectedIndex={Math.max(current, 0)}
      tabs={tabs.map(({ href, id, label }) => ({
        id,
        label,
        tabProps: { component: Link, to: href },
      }))}
    />
  );
}
