import { useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef, EntityRefLink } from '@backstage/plugin-catalog-react';

/** What the link can parse: `group:default/payments`. */
const ENTITY_REF = /^[^:/\s]+:([^:/\s]+\/)?[^:/\s]+$/;

/** The owner as a link to its entity; plain text where the portal has no catalog. */
export function OwnerLink(props: {
  owner: string;
  /** The owner stands in a sentence, where color alone does not mark a link. */
  inText?: boolean;
}) {
  const { inText, owner } = props;
  const hasCatalog = useApiHolder().get(catalogApiRef) !== undefined;
  if (!hasCatalog || !ENTITY_REF.test(owner)) return <>{owner}</>;
  return (
    <EntityRefLink entityRef={owner} underline={inText ? 'always' : 'hover'} />
  );
}
