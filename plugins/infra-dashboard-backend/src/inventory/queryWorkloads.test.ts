import { workloadQuerySchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { fakeWorkload } from '../testing/FakeProvider';
import { queryWorkloads } from './queryWorkloads';

const query = (input: object) => workloadQuerySchema.parse(input);

const workloads = [
  fakeWorkload('a', 'web-1', {
    node: 'n1',
    addresses: ['10.2.3.4'],
    tags: ['prod'],
    cpu: { usage: 2 },
    labels: { 'app.kubernetes.io/name': 'shop' },
    entityRefs: ['component:default/shop'],
  }),
  fakeWorkload('a', 'Batch', { health: 'failed', cpu: { usage: 10 } }),
  fakeWorkload('b', 'web-1', { type: 'qemu', metadata: { vmid: '4711' } }),
  fakeWorkload('b', 'db', { cpu: { usage: 0 } }),
];
const names = (input: object) =>
  queryWorkloads(workloads, query(input)).items.map(
    ({ cluster, name }) => `${cluster}/${name}`,
  );

describe('queryWorkloads', () => {
  it('finds by name, address, tag, label and vmid, all words at once', () => {
    expect(names({ q: '10.2.3.4' })).toEqual(['a/web-1']);
    expect(names({ q: '4711' })).toEqual(['b/web-1']);
    expect(names({ q: 'SHOP prod' })).toEqual(['a/web-1']);
    expect(names({ q: 'shop dev' })).toEqual([]);
    expect(names({ cluster: 'b', type: 'qemu' })).toEqual(['b/web-1']);
    expect(names({ health: 'failed' })).toEqual(['a/Batch']);
    expect(names({ entityRef: 'component:default/shop' })).toEqual(['a/web-1']);
  });

  it('takes several clusters and platforms, and leaves templates out', () => {
    const some = [
      fakeWorkload('a, b', 'one'),
      fakeWorkload('a', 'two', { template: true }),
      fakeWorkload('b', 'three', { provider: 'proxmox' }),
      fakeWorkload('c', 'four'),
    ];
    const find = (input: object) =>
      queryWorkloads(some, query(input))
        .items.map(({ name }) => name)
        .sort();
    expect(find({ cluster: 'b,c' })).toEqual(['four', 'three']);
    expect(find({ cluster: 'a, b' })).toEqual(['one', 'two']);
    expect(find({ cluster: 'a,b', provider: 'proxmox' })).toEqual(['three']);
    expect(find({ provider: 'proxmox,gone' })).toEqual(['three']);
    expect(find({ provider: 'proxmox,nomad' })).toHaveLength(4);
    expect(find({ template: 'false' })).toEqual(['four', 'one', 'three']);
    expect(find({ template: 'true' })).toEqual(['two']);
  });

  it('filters by owners and entities with references in any spelling', () => {
    const owned = [
      fakeWorkload('a', 'api', {
        owner: { kind: 'Deployment', name: 'payments' },
        ownerRef: 'group:default/payments',
        entityRefs: ['component:default/api'],
      }),
      fakeWorkload('a', 'db', { ownerRef: 'user:default/ada' }),
      fakeWorkload('a', 'nobody'),
    ];
    const namesOf = (input: object) =>
      queryWorkloads(owned, query(input), {
        withParts: ref =>
          new Set(
            ref === 'system:default/shop'
              ? [ref, 'component:default/api']
              : [ref],
          ),
      }).items.map(({ name }) => name);
    expect(namesOf({ owner: 'Payments' })).toEqual(['api']);
    expect(namesOf({ owner: 'user:ada' })).toEqual(['db']);
    expect(namesOf({ owner: 'api' })).toEqual([]);
    expect(namesOf({ entityRef: 'API' })).toEqual(['api']);
    expect(namesOf({ entityRef: 'System:default/Shop' })).toEqual(['api']);
    expect(namesOf({ entityRef: 'user:default/ada' })).toEqual(['db']);
    expect(() => namesOf({ owner: 'a b' })).toThrow(
      'owner: is not an entity reference',
    );
  });

  it('sorts numbers as numbers, either way, with what is unknown last', () => {
    expect(names({ sort: 'cpu' })).toEqual([
      'b/db',
      'a/web-1',
      'a/Batch',
      'b/web-1',
    ]);
    expect(names({ sort: '-cpu' })).toEqual([
      'a/Batch',
      'a/web-1',
      'b/db',
      'b/web-1',
    ]);
    expect(names({})).toEqual(['a/Batch', 'b/db', 'a/web-1', 'b/web-1']);
  });

  it.each(['name', '-name', 'cpu', '-cpu', 'node'])(
    'pages by %s through every row once, also when rows come and go',
    sort => {
      const many = Array.from({ length: 57 }, (_, index) =>
        fakeWorkload('c', `w${index % 9}`, {
          id: `id-${index}`,
          cpu: index % 5 ? { usage: index % 7 } : {},
          node: index % 3 ? `n${index % 4}` : undefined,
        }),
      );
      const seen: string[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        const page = queryWorkloads(
          [...many, fakeWorkload('c', 'newcomer', { id: `new-${pages}` })],
          query({ sort, limit: 10, cursor }),
        );
        expect(page.totalItems).toBe(58);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
        pages += 1;
      } while (cursor && pages < 20);
      const old = seen.filter(id => id.startsWith('id-'));
      expect(new Set(old).size).toBe(57);
      expect(old).toHaveLength(57);
    },
  );
});
