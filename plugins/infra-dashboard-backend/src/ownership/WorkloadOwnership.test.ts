import { fakeWorkload } from '../testing/FakeProvider';
import { OwnershipMatcher } from './OwnershipMatcher';
import { OwnershipVocabulary } from './OwnershipVocabulary';
import { toOwnerEntity } from './OwnerEntity';
import { WorkloadOwnership } from './WorkloadOwnership';

const vocabulary = new OwnershipVocabulary();

function matcherFor(...names: string[]) {
  const entities = names.map(
    name =>
      toOwnerEntity(
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name },
          spec: { owner: 'team' },
        },
        vocabulary,
      )!,
  );
  return new OwnershipMatcher(
    entities,
    { rules: [], defaults: [] },
    vocabulary,
  );
}

describe('WorkloadOwnership', () => {
  it('finds entities and owners with the latest matcher', () => {
    const ownership = new WorkloadOwnership(matcherFor('web'));
    const web = fakeWorkload('c', 'web', { tags: ['component-web'] });
    expect(ownership.match(web)).toEqual({
      ...{ ...web, ownerRef: 'group:default/team', ownerSource: 'label' },
      entityRefs: ['component:default/web'],
    });
    const other = fakeWorkload('c', 'other');
    expect(ownership.match(other)).toBe(other);
    // Without an owner of its own it has that of the provider.
    expect(ownership.match(other, 'cloud').ownerRef).toBe(
      'group:default/cloud',
    );
    expect(ownership.hasCatalog).toBe(false);
    const listener = jest.fn();
    ownership.onUse(listener);
    ownership.use(matcherFor('api'), { hasCatalog: true });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(ownership.hasCatalog).toBe(true);
    expect(ownership.match(web)).toBe(web);
  });
});
