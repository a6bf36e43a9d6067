import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useFormat } from '../../format';
import {
  useClusterPath,
  useListPaths,
  useNodePath,
  useWorkloadPath,
} from '../../hooks';
import { infraDashboardTranslationRef } from '../../translation';
import type { Tone } from '../StatusBadge';
import { useWorkloadTypeLabel } from '../WorkloadList';
import type { Suggestion } from './suggest';
import { useSuggestions } from './useSuggestions';

/** A line of the list below the field, and the page that it leads to. */
export interface SearchOption {
  key: string;
  name: string;
  note: string;
  to: string;
  tone?: Tone;
}

/** What is offered for a text; the last line leads to all workloads that match. */
export function useOptions(text: string): {
  options: SearchOption[];
  isLoading: boolean;
} {
  const { isLoading, suggestions, total } = useSuggestions(text);
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const format = useFormat();
  const paths = useListPaths();
  const clusterPath = useClusterPath();
  const nodePath = useNodePath();
  const workloadPath = useWorkloadPath();
  const typeLabel = useWorkloadTypeLabel();

  const toOption = (one: Suggestion): SearchOption => {
    const { kind, name } = one;
    if (kind === 'entity') {
      const { entityRef } = one;
      const to = paths.workloads({ entityRef });
      return { key: entityRef, name, note: entityRef.split(':')[0], to };
    }
    if (kind === 'workload') {
      const { tone, workload } = one;
      const { cluster, id, ownerRef, type } = workload;
      const note = [
        typeLabel(type),
        cluster,
        ownerRef ? t('find.owner', { owner: ownerRef }) : t('owner.none'),
      ].join(' · ');
      const to = workloadPath({ cluster, id });
      return { key: `workload ${cluster} ${id}`, name, note, to, tone };
    }
    const { cluster, tone } = one;
    return {
      ...{ key: `${kind} ${cluster} ${name}`, name, tone },
      ...(kind === 'cluster'
        ? { note: t('find.cluster'), to: clusterPath(cluster) }
        : { note: t('find.node', { cluster }), to: nodePath(cluster, name) }),
    };
  };
  const options = suggestions.map(toOption);
  if (total !== undefined) {
    options.push({
      key: 'all',
      name: t('find.all', { text: text.trim() }),
      note: t('workloads.count', {
        count: total,
        formatted: format.count(total),
      }),
      to: paths.search(text.trim()),
    });
  }
  return { options, isLoading };
}
