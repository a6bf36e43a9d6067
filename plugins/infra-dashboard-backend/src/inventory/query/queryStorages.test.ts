import {
  withPercentage,
  type StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { STORAGE_SORT_KEYS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { storageQuerySchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { EVERYTHING } from '../../permissions';
import { fakeStorage } from '../../testing/FakeProvider';
import { useStoredWorkloads } from './__testUtils__/useStoredWorkloads';

jest.setTimeout(60_000);

const query = (input: object) => storageQuerySchema.parse(input);

const space = (used: number, total: number) => withPercentage({ used, total });

const storages = [
  fakeStorage('a', 'ceph', {
    ...{ type: 'rbd', shared: true, nodes: ['n1', 'n2', 'n3'] },
    ...{ content: ['images', 'rootdir'], backing: 'rbd:vm' },
    space: space(900, 1000),
  }),
  fakeStorage('a', 'Local', {
    ...{ type: 'dir', shared: false, nodes: ['n1'], content: ['iso'] },
    space: space(5000, 100_000),
  }),
  fakeStorage('a', 'lost', { health: 'unknown', type: 'dir' }),
  fakeStorage('b', 'nas_1', {
    ...{ type: 'nfs', health: 'failed', shared: true, nodes: ['n9'] },
  }),
  fakeStorage('b', 'standard', {
    ...{ provider: 'other', space: { total: 70, requested: 50 } },
  }),
];

const { ids, openIn } = useStoredWorkloads();

describe.each(ids)('queries of storages, %s', id => {
  it('filters, sorts by every column, and pages', async () => {
    const { readStorages, storeStorages } = await openIn(id);
    await storeStorages(storages);
    const read = async (input: object) => readStorages(query(input));
    const names = async (input: object) =>
      (await read(input)).items.map(({ name }) => name).join(' ');

    expect((await read({ q: 'ceph' })).items).toEqual([storages[0]]);
    expect(await names({ q: 'N1 IMAGES' })).toBe('ceph');
    expect(await names({ q: 's_' })).toBe('nas_1');
    expect(await names({ cluster: 'b' })).toBe('nas_1 standard');
    expect(await names({ type: 'rbd,nfs' })).toBe('ceph nas_1');
    expect(await names({ shared: 'true' })).toBe('ceph nas_1');
    expect(await names({ shared: 'false' })).toBe('Local');
    expect(await names({ health: 'failed,unknown' })).toBe('lost nas_1');
    expect(await names({ provider: 'other' })).toBe('');

    const sorted = Object.fromEntries(
      await Promise.all(
        STORAGE_SORT_KEYS.map(async key => [
          key,
          await names({ sort: `-${key}` }),
        ]),
      ),
    );
    expect(sorted).toEqual({
      name: 'standard nas_1 lost Local ceph',
      cluster: 'nas_1 standard Local ceph lost',
      type: 'ceph nas_1 Local lost standard',
      shared: 'ceph nas_1 Local lost standard',
      content: 'Local ceph lost nas_1 standard',
      share: 'ceph Local lost nas_1 standard',
      used: 'Local ceph lost nas_1 standard',
      total: 'Local ceph standard lost nas_1',
      nodes: 'ceph Local nas_1 lost standard',
      health: 'nas_1 lost ceph Local standard',
    });

    for (const sort of STORAGE_SORT_KEYS.flatMap(key => [key, `-${key}`])) {
      const all = await names({ sort });
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await read({ sort, limit: 2, cursor });
        expect(page.totalItems).toBe(storages.length);
        paged.push(...page.items.map(({ name }) => name));
        cursor = page.nextCursor;
      } while (cursor);
      expect([sort, paged.join(' ')]).toEqual([sort, all]);
    }
    await expect(read({ cursor: 'x' })).rejects.toThrow('cursor');
    for (const value of [0.5, 1e15, -1e300, 'x', null]) {
      const position = JSON.stringify([value, 'a', 'ceph']);
      const cursor = Buffer.from(position).toString('base64url');
      for (const sort of STORAGE_SORT_KEYS) {
        const result = read({ sort, cursor }).then(
          () => 'read',
          error => error.name,
        );
        expect([sort, value, await result]).toEqual([
          sort,
          value,
          expect.stringMatching(/^read$|^InputError$/),
        ]);
      }
    }
    expect(() => query({ sort: 'size' })).toThrow('must be one of name');
  });

  it('contains nothing of clusters that the caller may not see', async () => {
    const { readStorages, storeStorages } = await openIn(id);
    await storeStorages(storages);
    const visible = {
      ...EVERYTHING,
      clusters: ({ name }: { name: string }) => name === 'b',
    };
    const { items, totalItems } = await readStorages({}, visible);
    expect(items.map((one: StorageStatus) => one.cluster)).toEqual(['b', 'b']);
    expect(totalItems).toBe(2);
    const hidden = await readStorages({ cluster: 'a' }, visible);
    expect(hidden).toEqual({ items: [], totalItems: 0 });
  });
});
