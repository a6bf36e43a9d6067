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
  it('names a component by a name that no other one claims as its id', () => {
    const ids = new OwnershipVocabulary(
      new Map([['nomad', { annotations: { id: 'nomad/id' } }]]),
    );
    const component = (name: string, annotations = {}) =>
      toOwnerEntity(
        {
          ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
          metadata: { name, annotations },
          spec: { owner: 'team' },
        },
        ids,
      )!;
    const ownership = new WorkloadOwnership(
      new OwnershipMatcher(
        [component('shop'), component('legacy', { 'nomad/id': 'shop' })],
        { rules: [], defaults: [] },
        ids,
      ),
    );
    expect(ownership.claimNameOf('component:default/legacy')).toBe('legacy');
    // A label with this name means the other one.
    expect(ownership.claimNameOf('component:default/shop')).toBeUndefined();
    expect(ownership.claimNameOf('system:default/shop')).toBeUndefined();
  });

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
