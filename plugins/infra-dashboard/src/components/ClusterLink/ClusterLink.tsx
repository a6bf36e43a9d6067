import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { clusterRouteRef } from '../../routes';
import { useTableStyles } from '../tableStyles';

/** A cluster's name, as the way to its page. */
export function ClusterLink({ cluster }: { cluster: string }) {
  const classes = useTableStyles();
  const clusterRoute = useRouteRef(clusterRouteRef);
  return (
    <div className={classes.nowrap} title={cluster}>
      <Link to={clusterRoute({ cluster: encodeURIComponent(cluster) })}>
        {cluster}
      </Link>
    </div>
  );
}
