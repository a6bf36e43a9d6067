import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { infraDashboardTranslationRef } from '../../translation';
import { FactList, useMetadataFacts } from '../FactList';
import { Notice } from '../Notice';
import { Panel } from '../Panel';

/** All slow facts of a cluster. */
export function ClusterFacts({ cluster }: { cluster: ClusterStatus }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const metadataFacts = useMetadataFacts();
  const { version } = cluster;
  const facts = [
    ...(version ? [{ term: t('cluster.version'), value: version }] : []),
    ...metadataFacts(cluster),
  ];
  if (facts.length === 0) {
    return <Notice severity="info">{t('cluster.noFacts')}</Notice>;
  }
  return (
    <Panel title={t('cluster.facts')}>
      <FactList facts={facts} />
    </Panel>
  );
}
