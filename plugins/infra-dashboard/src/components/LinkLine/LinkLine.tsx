import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useInfraLinks } from '../../hooks';

export interface LinkLineProps {
  cluster: string;
  provider: string;
  node?: string;
}

/** Where else a cluster or node is shown: its entity, and the platform's own console. */
export function LinkLine(props: LinkLineProps) {
  const found = useInfraLinks(props);
  if (!found) return null;
  return (
    <>
      {found.entityRef && <EntityRefLink entityRef={found.entityRef} />}
      {found.links.map(({ title, url }) => (
        <Link key={url} to={url}>
          {title ?? url}
        </Link>
      ))}
    </>
  );
}
