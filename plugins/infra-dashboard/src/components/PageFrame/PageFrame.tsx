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
import { EstateSearch } from '../EstateSearch';
import { LegacyHeaderTabs } from './LegacyHeaderTabs';
import { useDocumentTitle } from './useDocumentTitle';

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

interface PageFrameContext {
  /** The title of all pages together. */
  title: string;
  /** Each page renders its own header, as the legacy frontend system expects. */
  hasOwnHeader?: boolean;
}

const Context = createContext<PageFrameContext>({ title: '' });

/** Passes the kind of header to the pages below. */
export const PageFrameProvider = Context.Provider;

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

/** The frame of each page: title of the document, breadcrumbs, content, legacy header. */
export function PageFrame({ children, trail = [] }: PageFrameProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { hasOwnHeader, title } = useContext(Context);
  const root = useRouteRef(rootRouteRef);
  const labels = trail.map(({ label }) => label);
  const here = labels.length > 0 ? labels.reverse() : [t('overview.title')];
  const documentTitle = [...here, title].join(' · ');
  // The legacy header sets the title itself.
  useDocumentTitle(hasOwnHeader ? undefined : documentTitle);
  const stack = (
    <div className={classes.stack}>
      <EstateSearch />
      {children}
    </div>
  );
  if (!hasOwnHeader) {
    // The new system brings the header, and no landmark for what is below it.
    return (
      <main className={classes.main}>
        <Content>{withEntries(trail, stack)}</Content>
      </main>
    );
  }
  const last = trail[trail.length - 1];
  const parents = [{ label: title, href: root() }, ...trail.slice(0, -1)];
  return (
    <Page themeId="tool">
      <Header
        title={last?.label ?? title}
        pageTitleOverride={documentTitle}
        subtitle={last ? undefined : t('subtitle')}
      />
      <LegacyHeaderTabs />
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
