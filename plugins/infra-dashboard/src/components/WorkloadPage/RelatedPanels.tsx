import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import type { WorkloadPlace } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import type { WorkloadResponse } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { useListPaths, useWorkloadPath } from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import { NodeLink } from '../NodeLink';
import { Panel, Panels } from '../Panel';

function PlaceLink({ place }: { place: WorkloadPlace }) {
  const pathOf = useWorkloadPath();
  const { cluster, id, name } = place;
  return id === undefined ? (
    <NodeLink cluster={cluster} name={name} short />
  ) : (
    <Link to={pathOf({ cluster, id })}>{name}</Link>
  );
}

/** Where a workload runs, what it is part of, and pages of other tools about it. */
export function RelatedPanels({ response }: { response: WorkloadResponse }) {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const pathOf = useWorkloadPath();
  const paths = useListPaths();
  const { controller, links = [], runsOn = [], workload } = response;
  const { cluster, entityRefs = [], id, role } = workload;
  const isController = role === 'app' && workload.node === undefined;
  const hasRelated = controller || isController || entityRefs.length > 0;
  if (runsOn.length + links.length === 0 && !hasRelated) return null;
  return (
    <Panels>
      {runsOn.length > 0 && (
        <Panel title={t('detail.runsOn')}>
          <ol>
            {runsOn.map(place => (
              <li key={`${place.kind} ${place.cluster} ${place.name}`}>
                <PlaceLink place={place} />
                {place.cluster !== cluster && ` · ${place.cluster}`}
              </li>
            ))}
          </ol>
        </Panel>
      )}
      {hasRelated && (
        <Panel title={t('detail.related')}>
          <ul>
            {controller && (
              <>
                <li>
                  {t('detail.partOf')}{' '}
                  <Link to={pathOf(controller)}>{controller.name}</Link>
                </li>
                <li>
                  <Link
                    to={paths.workloads({ cluster, controller: controller.id })}
                  >
                    {t('detail.siblings', { name: controller.name })}
                  </Link>
                </li>
              </>
            )}
            {isController && (
              <li>
                <Link to={paths.workloads({ cluster, controller: id })}>
                  {t('detail.replicas')}
                </Link>
              </li>
            )}
            {entityRefs.map(entityRef => (
              <li key={entityRef}>
                <Link to={paths.workloads({ entityRef })}>
                  {t('detail.sameEntity', { name: entityRef })}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {links.length > 0 && (
        <Panel title={t('detail.links')}>
          <ul>
            {links.map(({ title, url }) => (
              <li key={`${title} ${url}`}>
                <Link to={url}>{title}</Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Panels>
  );
}
