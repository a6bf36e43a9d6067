import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { nodeRouteRef } from '../../routes';

export interface NodeLinkProps {
  cluster: string;
  name: string;
  /** Shows the name alone, as in a table that has a column for the cluster. */
  short?: boolean;
  /** The name stands in a sentence. */
  inText?: boolean;
}

/** Links to a node's page; shows the cluster's name too. */
export function NodeLink({ cluster, inText, name, short }: NodeLinkProps) {
  const nodeRoute = useRouteRef(nodeRouteRef);
  return (
    <Link
      // Color alone does not distinguish a link from the text around it.
      underline={short && !inText ? 'hover' : 'always'}
      to={nodeRoute({
        cluster: encodeURIComponent(cluster),
        node: encodeURIComponent(name),
      })}
    >
      {short ? name : `${cluster}/${name}`}
    </Link>
  );
}
