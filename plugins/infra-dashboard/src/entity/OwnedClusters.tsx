import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { ClusterCard } from '../components/ClusterCard';
import { useGridStyles } from '../components/gridStyles';
import { usePanelStyles } from '../components/panelStyles';
import { useClusters, useProviders } from '../hooks';
import { infraDashboardTranslationRef } from '../translation';

/** The clusters with the entity as configured owner; renders nothing if there are none. */
export function OwnedClusters({ entityRef }: { entityRef: string }) {
  const classes = usePanelStyles();
  const grid = useGridStyles();
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const { data: providers = [] } = useProviders();
  const { data: clusters = [] } = useClusters();
  const names = new Set(
    providers
      .filter(({ owner }) => owner?.toLocaleLowerCase('en-US') === entityRef)
      .map(({ name }) => name),
  );
  const owned = clusters.filter(({ name }) => names.has(name));
  if (owned.length === 0) return null;
  return (
    <section>
      <h3 className={classes.panelTitle}>{t('entity.ownedClusters')}</h3>
      <div className={grid.grid}>
        {owned.map(cluster => (
          <ClusterCard key={cluster.name} cluster={cluster} />
        ))}
      </div>
    </section>
  );
}
