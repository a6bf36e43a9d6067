import { fakeWorkload } from '../testing/FakeProvider';
import { findOwnerEvidence, firstEvidence } from './findOwnerEvidence';

const KNOWN = ['web-shop', 'payments'];
const directory = {
  find: (_: string, word: string) =>
    KNOWN.includes(word) ? [{ ref: `component:default/${word}` }] : [],
} as any;

const find = (more: object) =>
  firstEvidence(
    findOwnerEvidence(
      fakeWorkload('paris', 'vm', { namespace: undefined, ...more }),
      directory,
    ),
  ).map(({ entityRef, kind, value }) => [kind, value, entityRef]);

describe('findOwnerEvidence', () => {
  it('finds what may name a component, what fits the catalog first', () => {
    expect(
      find({
        name: 'web-shop-2',
        namespace: 'shop',
        tags: ['prod'],
        labels: {
          'example.com/team': 'payments',
          app: 'front',
          'pod-template-hash': '7c9f8d6b5',
        },
      }),
    ).toEqual([
      ['label', 'payments', 'component:default/payments'],
      ['name', 'web-shop-2', 'component:default/web-shop'],
      ['label', 'front', undefined],
      ['tag', 'prod', undefined],
      ['namespace', 'shop', undefined],
    ]);
  });

  it('takes numbers, domains and ids of one of several off a name', () => {
    for (const name of [
      'web-shop',
      'web-shop01',
      'web-shop_3',
      'web-shop.example.com',
      'web-shop-7c9f8d6b5',
      'web-shop-6d5c9f7b89-q8z4n',
    ]) {
      expect(find({ name })).toEqual([
        ['name', name, 'component:default/web-shop'],
      ]);
    }
    expect(find({ name: '42' })).toEqual([['name', '42', undefined]]);
  });

  it('does not reveal by its order what is hidden from the caller', () => {
    const workload = fakeWorkload('paris', 'payments', {
      labels: { app: 'front', team: 'payments' },
    });
    const hidden = findOwnerEvidence(workload, directory).map(
      ({ entityRef, ...one }) => one,
    );
    const nothing = { find: () => [] } as any;
    expect(firstEvidence(hidden)).toEqual(
      firstEvidence(findOwnerEvidence(workload, nothing)),
    );
  });

  it('is bounded, whatever the platform returns', () => {
    const labels = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`x${index}/app`, 'y']),
    );
    expect(find({ labels, name: 'z'.repeat(10_000) })).toHaveLength(8);
  });
});
