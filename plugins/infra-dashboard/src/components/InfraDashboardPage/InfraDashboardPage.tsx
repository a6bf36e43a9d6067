import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { makeStyles } from '@material-ui/core/styles';
import { RiServerLine } from '@remixicon/react';
import { useMemo } from 'react';
import { rootRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { PageFrameProvider, useHeaderTabs } from '../PageFrame';
import { Pages } from './Pages';

const useStyles = makeStyles(
  {
    root: {
      display: 'contents',
      // On a phone the tabs scroll, and not the whole page.
      '& .bui-PluginHeaderTabsWrapper': {
        overflow: 'auto hidden',
        scrollbarWidth: 'none',
      },
    },
  },
  { name: 'InfraDashboardPage' },
);

export interface InfraDashboardPageProps {
  /** The title that the app configures for the page. */
  title?: string;
}

/** All pages below one header with tabs, for the new frontend system. */
export function InfraDashboardPage(props: InfraDashboardPageProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const titleLink = useRouteRef(rootRouteRef)();
  const tabs = useHeaderTabs();
  const headerActionsApi = useApi(pluginHeaderActionsApiRef);
  const title = props.title ?? t('title');
  // PageLayout remounts all that it holds when it renders again, so it must not do that on
  // every change of the URL: a field would lose the focus while one types.
  return useMemo(
    () => (
      <div className={classes.root}>
        <PageLayout
          title={title}
          icon={<RiServerLine />}
          titleLink={titleLink}
          headerActions={headerActionsApi.getPluginHeaderActions(
            'infra-dashboard',
          )}
          tabs={tabs}
        >
          <PageFrameProvider value={{ title }}>
            <Pages />
          </PageFrameProvider>
        </PageLayout>
      </div>
    ),
    [classes.root, title, titleLink, tabs, headerActionsApi],
  );
}
