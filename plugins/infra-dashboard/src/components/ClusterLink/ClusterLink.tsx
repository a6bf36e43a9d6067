import { Link } from '@backstage/core-components';
import { useClusterPath } from '../../hooks';
import { useTableStyles } from '../tableStyles';

/** A cluster's name, as the way to its page. */
export function ClusterLink({ cluster }: { cluster: string }) {
  const classes = useTableStyles();
  const clusterPath = useClusterPath();
  return (
    <div className={classes.nowrap} title={cluster}>
      <Link to={clusterPath(cluster)}>{cluster}</Link>
    </div>
  );
}
