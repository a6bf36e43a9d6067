import { useClustersWithNodes } from '../../hooks';
import { NodeHeatMap } from '../NodeHeatMap';
import { QueryState } from '../QueryState';

/** The nodes of the clusters of these names; they are only asked for while they are shown. */
export function OverviewHeatMap({ names }: { names: string[] }) {
  const query = useClustersWithNodes();
  return (
    <QueryState query={query}>
      {clusters => (
        <NodeHeatMap
          clusters={clusters.filter(({ name }) => names.includes(name))}
        />
      )}
    </QueryState>
  );
}
