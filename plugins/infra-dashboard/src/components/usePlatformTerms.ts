import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useMemo } from 'react';
import { usePlatforms } from '../hooks';
import { usePlatformText } from '../messages/usePlatformText';
import { infraDashboardTranslationRef } from '../translation';
import { useTermLabel } from './useTermLabel';

/** What a platform calls things, as labels: `Region`, `Hypervisor`, `Project`. */
export interface PlatformTermLabels {
  cluster: string;
  namespace: string;
  node: string;
  /** Plural of `node`. */
  nodes: string;
  /** Label of a field that filters nodes. */
  filterNodes: string;
}

/** Nodes in the words that the pages translate. */
const NODE_TERMS = ['hypervisor', 'node'] as const;

/** The terms of a platform; undefined where it is none or unknown. */
export function usePlatformTerms(
  provider: string,
): PlatformTermLabels | undefined {
  const { t } = useTranslationRef(infraDashboardTranslationRef);
  const termLabel = useTermLabel();
  const platformText = usePlatformText();
  const terms = usePlatforms().get(provider)?.terms;
  return useMemo(() => {
    if (!terms) return undefined;
    const known = NODE_TERMS.find(one => one === terms.node);
    const node = termLabel(terms.node);
    const nodes = known
      ? t(`terms.${known}`)
      : platformText(`terms-${terms.node}`, provider) ?? `${node}s`;
    return {
      cluster: termLabel(terms.cluster),
      namespace: termLabel(terms.namespace),
      node,
      nodes,
      filterNodes: known
        ? t(`filterTerms.${known}`)
        : t('filterTerms.other', { terms: nodes }),
    };
  }, [platformText, provider, t, termLabel, terms]);
}
