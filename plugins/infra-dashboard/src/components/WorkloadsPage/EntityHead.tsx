import { EntityVerdict } from '../EntityVerdict';
import { OwnerLink } from '../ChangeList';
import { nameOfRef } from '../nameOfRef';
import { useEntityWorkloads } from '../../hooks';

/** How the entity that the list is filtered by is, and the way to its page. */
export function EntityHead({ entityRef }: { entityRef: string }) {
  const { data } = useEntityWorkloads(entityRef);
  if (!data) return null;
  return (
    <div>
      <EntityVerdict
        entityRef={entityRef}
        title={nameOfRef(entityRef)}
        workloads={data.items}
      />
      <OwnerLink owner={entityRef} />
    </div>
  );
}
