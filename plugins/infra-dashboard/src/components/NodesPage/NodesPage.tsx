import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useClustersWithNodes } from '../../hooks';
import { nodesRouteRef } from '../../routes';
import { infraDashboardTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { QueryState } from '../QueryState';
import { visuallyHidden } from '../visuallyHidden';
import { EstateNodes } from './EstateNodes';

/** The nodes of all clusters on all platforms, worst first. */
export function NodesPage() {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const nodesRoute = useRouteRef(nodesRouteRef);
  const query = useClustersWithNodes();
  return (
    <PageFrame trail={[{ label: t('nodes.title'), href: nodesRoute() }]}>
      <h2 style={visuallyHidden}>{t('nodes.title')}</h2>
      <QueryState query={query}>
        {clusters => <EstateNodes clusters={clusters} />}
      </QueryState>
    </PageFrame>
  );
}
