import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  parseLocationRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** Checks that the catalog would take this entity. */
export async function checkEntity(entity: Entity) {
  await policy.enforce(entity);
  expect(await resourceEntityV1alpha1Validator.check(entity)).toBe(true);
  for (const key of ['managed-by-location', 'managed-by-origin-location']) {
    const { type, target } = parseLocationRef(
      entity.metadata.annotations![`backstage.io/${key}`],
    );
    expect(type).toBe('infra-dashboard');
    expect(target).not.toBe('');
  }
}
