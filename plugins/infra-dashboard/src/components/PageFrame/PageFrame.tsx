import {
  Breadcrumbs,
  Content,
  Header,
  Link,
  Page,
} from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { createContext, useContext, type ReactNode } from 'react';
import { rootRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    main: { display: 'contents' },
    trail: { marginBottom: theme.spacing(1), fontSize: '0.8125rem' },
    stack: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
  }),
  { name: 'InfraDashboardPageFrame' },
);

/** Who renders the header: the new frontend system does, in the old one the page itself. */
type HeaderOwner = 'framework' | 'page';

const HeaderOwnerContext = createContext<HeaderOwner>('framework');

/** Says in which frontend system the pages below are. */
export const PageFrameProvider = HeaderOwnerContext.Provider;

export interface PageFrameProps {
  /** The way here from the overview; the last one is this page. Empty on the overview. */
  trail?: Array<{ label: string; href: string }>;
  children: ReactNode;
}

function withEntries(
  trail: Array<{ label: string; href: string }>,
  children: ReactNode,
): ReactNode {
  return trail.reduceRight<ReactNode>(
    (inner, entry) => <BreadcrumbEntry entry={entry}>{inner}</BreadcrumbEntry>,
    children,
  );
}

/** The frame of each page: header in the old system, breadcrumbs, content. */
export function PageFrame({ children, trail = [] }: PageFrameProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const owner = useContext(HeaderOwnerContext);
  const root = useRouteRef(rootRouteRef);
  const stack = <div className={classes.stack}>{children}</div>;
  if (owner === 'framework') {
    // The new system brings the header, and no landmark for what is below it.
    return (
      <main className={classes.main}>
        <Content>{withEntries(trail, stack)}</Content>
      </main>
    );
  }
  const last = trail[trail.length - 1];
  const parents = [{ label: t('title'), href: root() }, ...trail.slice(0, -1)];
  return (
    <Page themeId="tool">
      <Header
        title={last?.label ?? t('title')}
        pageTitleOverride={last?.label ?? t('title')}
        subtitle={last ? undefined : t('subtitle')}
      />
      <Content>
        {trail.length > 0 && (
          <div className={classes.trail}>
            <Breadcrumbs color="textSecondary">
              {parents.map(({ href, label }) => (
                <Link key={href} to={href}>
                  {label}
                </Link>
              ))}
              <span>{last.label}</span>
            </Breadcrumbs>
          </div>
        )}
        {stack}
      </Content>
    </Page>
  );
}
