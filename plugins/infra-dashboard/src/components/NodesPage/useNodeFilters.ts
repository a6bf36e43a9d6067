import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { useMemo } from 'react';
import { useUrlState } from '../../hooks';
import { compareNodes, matchesWords } from '../../summary';
import { nodeText } from '../ClusterPage/nodeText';
import { useNodeHealths } from '../NodeHealthFilter';

/** The filters of the page: `?q=worker&provider=a&cluster=b&cluster=c&status=failed`. */
export function useNodeFilters(clusters: ClusterStatus[]) {
  const url = useUrlState();
  const text = url.get('q');
  const providers = url.getAll('provider');
  const names = url.getAll('cluster');
  const state = useNodeHealths();
  const { healths, passes } = state;
  const chosen = JSON.stringify([providers, names]);
  /** The clusters that are chosen, with the nodes that hold the words. */
  const listed = useMemo(() => {
    const [ofProviders, ofNames] = JSON.parse(chosen) as [string[], string[]];
    const isChosen = (values: string[], value: string) =>
      values.length === 0 || values.includes(value);
    return clusters
      .filter(
        ({ name, provider }) =>
          isChosen(ofProviders, provider) && isChosen(ofNames, name),
      )
      .map(one => ({
        ...one,
        nodes: (one.nodes ?? []).filter(
          node => !text || matchesWords(nodeText(node), text),
        ),
      }));
  }, [clusters, chosen, text]);
  const nodes = useMemo(
    () =>
      listed
        .flatMap(one => one.nodes.filter(node => passes(node, one)))
        .sort(compareNodes),
    [listed, passes],
  );
  return {
    text,
    providers,
    /** The platform, where only one is shown. */
    provider: providers.length === 1 ? providers[0] : undefined,
    names,
    state,
    /** Those that the filters other than the health let through. */
    listed,
    /** Those that pass all filters. */
    nodes,
    isFiltered:
      text !== '' || providers.length + names.length + healths.length > 0,
    setText: (value: string) => url.set('q', value),
    setProviders: (values: string[]) => url.set('provider', values),
    setNames: (values: string[]) => url.set('cluster', values),
    clear: () => url.clear(['q', 'provider', 'cluster', 'status']),
  };
}
