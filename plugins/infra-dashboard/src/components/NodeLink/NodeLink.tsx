import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { nodeRouteRef } from '../../routes';

export interface NodeLinkProps {
  cluster: string;
  name: string;
}

/** A node's name with that of its cluster, as the way to its page. */
export function NodeLink({ cluster, name }: NodeLinkProps) {
  const nodeRoute = useRouteRef(nodeRouteRef);
  return (
    <Link
      // It stands in the midst of text, where colour alone would not tell it apart.
      underline="always"
      to={nodeRoute({
        cluster: encodeURIComponent(cluster),
        node: encodeURIComponent(name),
      })}
    >
      {cluster}/{name}
    </Link>
  );
}
