import { Link } from '@backstage/core-components';
import { useNodePath } from '../../hooks';

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
  const nodePath = useNodePath();
  return (
    <Link
      // Color alone does not distinguish a link from the text around it.
      underline={short && !inText ? 'hover' : 'always'}
      to={nodePath(cluster, name)}
    >
      {short ? name : `${cluster}/${name}`}
    </Link>
  );
}
