import { InputError } from '@backstage/errors';
import { WORKLOAD_SORT_KEYS } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { workloadQuerySchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { fakeWorkload } from '../../testing/FakeProvider';
import { useStoredWorkloads } from './__testUtils__/useStoredWorkloads';

jest.setTimeout(60_000);

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
  fakeWorkload('b', 'web-1', { type: 'qemu', id: 'qemu/4711' }),
  fakeWorkload('b', 'db', { cpu: { usage: 0 } }),
];

const { ids, openIn } = useStoredWorkloads();

describe.each(ids)('queries of workloads, %s', id => {
  async function open() {
    const { store, read } = await openIn(id);
    await store(workloads);
    return async (input: object) =>
      (await read(query(input))).items.map(
        ({ cluster, name }) => `${cluster}/${name}`,
      );
  }

  it('finds by name, address, tag, label and vmid, all words at once', async () => {
    const names = await open();
    expect(await names({ q: '10.2.3.4' })).toEqual(['a/web-1']);
    expect(await names({ q: '4711' })).toEqual(['b/web-1']);
    expect(await names({ q: 'SHOP prod' })).toEqual(['a/web-1']);
    expect(await names({ q: 'shop dev' })).toEqual([]);
    expect(await names({ cluster: 'b', type: 'qemu' })).toEqual(['b/web-1']);
    expect(await names({ health: 'failed' })).toEqual(['a/Batch']);
    expect(await names({ entityRef: 'component:default/shop' })).toEqual([
      'a/web-1',
    ]);
  });

  it('takes numbers of any size, in a search and in a cursor', async () => {
    const names = await open();
    const huge = '9'.repeat(60);
    for (const [q, found] of [
      [`age>${huge}w`, 0],
      [`uptime>${huge}.5w`, 0],
      ['age>1.0005s', 0],
      [`restarts>${huge}`, 0],
      ['restarts>1.5', 0],
      [`mem>${huge}`, 0],
      [`cpu<${huge}%`, 0],
    ] as const) {
      expect([q, (await names({ q })).length]).toEqual([q, found]);
    }
    const cursorOf = (...position: unknown[]) =>
      Buffer.from(JSON.stringify(position)).toString('base64url');
    for (const value of [0.5, 1e15, -1e300, 'x', null]) {
      const cursor = cursorOf(value, 'a', 'b');
      for (const sort of WORKLOAD_SORT_KEYS) {
        const read = names({ sort, cursor }).then(
          () => 'read',
          error => error.name,
        );
        expect([sort, value, await read]).toEqual([
          sort,
          value,
          expect.stringMatching(/^read$|^InputError$/),
        ]);
      }
    }
  });

  it('neither searches nor sorts by an owner that the caller may not see', async () => {
    const { knex, read, store } = await openIn(id);
    const owners = ['group:default/a', 'group:default/secret', undefined];
    const pods = [0, 1, 2, 3, 4, 5].map(index =>
      fakeWorkload('a', `pod-${index}`, { ownerRef: owners[index % 3] }),
    );
    await store(pods);
    let ownerReads = 0;
    const scans: string[] = [];
    knex.on('query', ({ sql }) => {
      if (/with recursive/.test(sql)) ownerReads += 1;
      if (/distinct/.test(sql)) scans.push(sql);
    });
    const entities = {
      all: async () => false,
      visible: async (refs: Iterable<string>) =>
        new Set([...refs].filter(ref => ref === 'group:default/a')),
    };
    const find = async (input: object, isRestricted = true) => {
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await read(
          query({ ...input, limit: '1', ...(cursor && { cursor }) }),
          undefined,
          undefined,
          isRestricted ? entities : undefined,
        );
        names.push(...page.items.map(({ name }) => name.slice(-1)));
        cursor = page.nextCursor;
      } while (cursor);
      return names.join('');
    };
    expect(await find({ sort: 'owner' }, false)).toBe('031425');
    expect(await find({ sort: 'owner' })).toBe('031245');
    expect(await find({ sort: '-owner' })).toBe('031245');
    expect(await find({ q: 'secret' }, false)).toBe('14');
    expect(await find({ q: 'secret' })).toBe('');
    expect(await find({ q: 'pod default/a' })).toBe('03');
    expect(await find({ q: 'pod-4' })).toBe('4');
    expect(await find({ owner: 'group:default/secret' }, false)).toBe('14');
    expect(await find({ owner: 'group:default/secret,a' })).toBe('03');
    expect(await find({ owner: 'none' }, false)).toBe('25');
    expect(await find({ q: 'owner:none' })).toBe('1245');
    // Owners are read again only after rows changed.
    expect(ownerReads).toBe(1);
    const ownerRef = 'group:default/secret-too';
    await store([{ ...pods[0], ownerRef }, ...pods.slice(1)]);
    expect(await find({ q: 'secret-too' }, false)).toBe('0');
    expect(await find({ q: 'secret-too' })).toBe('');
    expect(await find({ sort: 'owner' })).toBe('301245');
    expect(ownerReads).toBe(2);
    // Which would read all workloads.
    expect(scans).toEqual([]);
    const { totalItems } = await read(query({ q: 'secret' }));
    expect(totalItems).toBe(3);
  });

  it('takes several clusters and platforms, and leaves templates out', async () => {
    const { read, store } = await openIn(id);
    const some = [
      fakeWorkload('a, b', 'one'),
      fakeWorkload('a', 'two', { template: true }),
      fakeWorkload('b', 'three', { provider: 'proxmox' }),
      fakeWorkload('c', 'four'),
    ];
    await store(some);
    const find = async (input: object) =>
      (await read(query(input))).items.map(({ name }) => name).sort();
    expect(await find({ cluster: 'b,c' })).toEqual(['four', 'three']);
    expect(await find({ cluster: 'a, b' })).toEqual(['one', 'two']);
    expect(await find({ cluster: 'a,b', provider: 'proxmox' })).toEqual([
      'three',
    ]);
    expect(await find({ provider: 'proxmox,gone' })).toEqual(['three']);
    expect(await find({ provider: 'proxmox,nomad' })).toHaveLength(4);
    expect(await find({ template: 'false' })).toEqual(['four', 'one', 'three']);
    expect(await find({ template: 'true' })).toEqual(['two']);
  });

  it('takes roles, and the replicas of a controller', async () => {
    const { read, store } = await openIn(id);
    await store([
      fakeWorkload('a', 'web', { role: 'app' }),
      fakeWorkload('a', 'web-1', { role: 'replica', controllerId: 'web' }),
      fakeWorkload('b', 'web-2', { role: 'replica', controllerId: 'web' }),
      fakeWorkload('a', 'vm', { role: 'machine' }),
      // As an old version writes it.
      fakeWorkload('a', 'old'),
    ]);
    const find = async (input: object) =>
      (await read(query(input))).items.map(({ name }) => name);
    expect(await find({ role: 'app,machine' })).toEqual(['old', 'vm', 'web']);
    expect(await find({ role: 'machine' })).toEqual(['vm']);
    expect(await find({ role: 'replica' })).toEqual(['web-1', 'web-2']);
    expect(await find({ controller: 'web', cluster: 'a' })).toEqual(['web-1']);
    const [first] = (await read(query({ controller: 'web' }))).items;
    expect(first).toMatchObject({ role: 'replica', controllerId: 'web' });
    expect(() => query({ role: 'pod' })).toThrow('app, machine, replica');
  });

  it('filters by owners and entities with references in any spelling', async () => {
    const { read, store } = await openIn(id);
    const owned = [
      fakeWorkload('a', 'api', {
        owner: { kind: 'Deployment', name: 'payments' },
        ownerRef: 'group:default/payments',
        entityRefs: ['component:default/api'],
      }),
      fakeWorkload('a', 'db', { ownerRef: 'user:default/ada' }),
      fakeWorkload('a', 'nobody'),
    ];
    await store(owned);
    const namesOf = async (input: object) => {
      const page = await read(query(input), ref =>
        ref === 'system:default/shop' ? [ref, 'component:default/api'] : [ref],
      );
      return page.items.map(({ name }) => name);
    };
    expect(await namesOf({ owner: 'Payments' })).toEqual(['api']);
    expect(await namesOf({ owner: 'user:ada' })).toEqual(['db']);
    expect(await namesOf({ owner: 'api' })).toEqual([]);
    expect(await namesOf({ entityRef: 'API' })).toEqual(['api']);
    expect(await namesOf({ entityRef: 'System:default/Shop' })).toEqual([
      'api',
    ]);
    expect(await namesOf({ entityRef: 'user:default/ada' })).toEqual(['db']);
    await expect(namesOf({ owner: 'a b' })).rejects.toThrow(
      'owner: is not an entity reference',
    );
  });

  it('searches by keys, numbers and quoted words', async () => {
    const { read, store } = await openIn(id);
    const hour = 3_600_000;
    await store([
      fakeWorkload('a', 'api', {
        type: 'qemu',
        tags: ['prod', 'eu'],
        memory: { used: 95, total: 100 },
        cpu: { usage: 1, count: 4 },
        createdAt: new Date(Date.now() - hour / 2).toISOString(),
        restarts: 5,
        ownerRef: 'group:default/payments',
      }),
      fakeWorkload('a', 'prod', {
        type: 'pod',
        labels: { tier: 'web', team: 'a b' },
        memory: { used: 10, total: 100 },
        createdAt: new Date(Date.now() - 5 * hour).toISOString(),
        restarts: 1,
        status: 'Running',
      }),
      fakeWorkload('b', 'db', {
        provider: 'proxmox',
        health: 'failed',
        status: 'stopped',
        memory: { used: 50 },
      }),
    ]);
    const find = async (q: string) =>
      (await read(query({ q }))).items.map(({ name }) => name).sort();
    expect(await find('type:vm')).toEqual(['api']);
    expect(await find('type:vm,pod')).toEqual(['api', 'prod']);
    expect(await find('tag:prod')).toEqual(['api']);
    expect(await find('tag:prod tag:us')).toEqual([]);
    expect(await find('label:tier')).toEqual(['prod']);
    expect(await find('label:tier=we')).toEqual([]);
    expect(await find('label:"team=a b"')).toEqual(['prod']);
    expect(await find('mem>90')).toEqual(['api']);
    expect(await find('mem<=10')).toEqual(['prod']);
    expect(await find('cpu>=25%')).toEqual(['api']);
    expect(await find('age<1h')).toEqual(['api']);
    expect(await find('age>1h')).toEqual(['prod']);
    expect(await find('restarts>1')).toEqual(['api']);
    expect(await find('owner:none')).toEqual(['db', 'prod']);
    expect(await find('owner:none,payments')).toHaveLength(3);
    expect(await find('status:RUNNING,stopped')).toContain('db');
    expect(await find('health:failed')).toEqual(['db']);
    expect(await find('platform:proxmox')).toEqual(['db']);
    expect(await find('cluster:a name:pro')).toEqual(['prod']);
    expect(await find('"tier=web"')).toEqual(['prod']);
    await expect(find('colour:red')).rejects.toThrow('colour');
    await expect(find('owner:"a b"')).rejects.toThrow('entity reference');
  });

  it('takes several values of each filter', async () => {
    const { read, store } = await openIn(id);
    await store([
      fakeWorkload('a', 'one', { health: 'failed', node: 'n1' }),
      fakeWorkload('a', 'two', { health: 'degraded', namespace: 'x' }),
      fakeWorkload('a', 'three', { ownerRef: 'group:default/ops' }),
    ]);
    const find = async (input: object) =>
      (await read(query(input))).items.map(({ name }) => name).sort();
    expect(await find({ health: 'failed,degraded' })).toEqual(['one', 'two']);
    expect(await find({ node: 'n1,n2' })).toEqual(['one']);
    expect(await find({ namespace: 'x,y' })).toEqual(['two']);
    expect(await find({ owner: 'none' })).toEqual(['one', 'two']);
    expect(await find({ owner: 'none,ops' })).toHaveLength(3);
    expect(() => query({ health: 'failed,bad' })).toThrow('must be one of');
  });

  it('finds guests of pools within pools by the outer one as well', async () => {
    const { read, store } = await openIn(id);
    await store(
      ['prod', 'prod/web', 'PROD/web', 'production', 'bü', 'bü/ro'].map(
        (namespace, index) =>
          fakeWorkload('a', `${index} ${namespace}`, { namespace }),
      ),
    );
    const find = async (namespace: string) => {
      const queries = [{ namespace }, { q: `ns:${namespace}` }];
      const [filtered, searched] = await Promise.all(
        queries.map(async one =>
          (await read(query(one))).items.map(({ name }) => name).sort(),
        ),
      );
      expect(searched).toEqual(filtered);
      return filtered;
    };
    expect(await find('prod')).toEqual(['0 prod', '1 prod/web']);
    expect(await find('prod/web')).toEqual(['1 prod/web']);
    expect(await find('bü')).toEqual(['4 bü', '5 bü/ro']);
  });

  it('sorts numbers as numbers, either way, with what is unknown last', async () => {
    const names = await open();
    expect(await names({ sort: 'cpu' })).toEqual([
      'b/db',
      'a/web-1',
      'a/Batch',
      'b/web-1',
    ]);
    expect(await names({ sort: '-cpu' })).toEqual([
      'a/Batch',
      'a/web-1',
      'b/db',
      'b/web-1',
    ]);
    expect(await names({})).toEqual(['a/Batch', 'b/db', 'a/web-1', 'b/web-1']);
  });

  it.each(WORKLOAD_SORT_KEYS.flatMap(key => [key, `-${key}`]))(
    'pages by %s through every row once, also when rows come and go',
    async sort => {
      const { read, store } = await openIn(id);
      const many = Array.from({ length: 57 }, (_, index) =>
        fakeWorkload('c', `w${index % 9}`, {
          id: `id-${index}`,
          cpu: index % 5 ? { usage: index % 7 } : {},
          memory: index % 5 ? { used: index % 3 } : {},
          ...(index % 5 && {
            createdAt: new Date(2026, 0, 1 + (index % 6)).toISOString(),
            restarts: index % 2,
            uptime: (index % 11) * 3_600,
            ownerRef: `group:default/team-${index % 3}`,
            namespace: `space-${index % 2}`,
          }),
          node: index % 3 ? `n${index % 4}` : undefined,
        }),
      );
      const seen: string[] = [];
      let cursor: string | undefined;
      let pages = 0;
      do {
        await store([
          ...many,
          fakeWorkload('c', 'newcomer', { id: `new-${pages}` }),
        ]);
        const page = await read(query({ sort, limit: 10, cursor }));
        expect(page.totalItems).toBe(58);
        seen.push(...page.items.map(one => one.id));
        cursor = page.nextCursor;
        pages += 1;
      } while (cursor && pages < 20);
      const old = seen.filter(one => one.startsWith('id-'));
      expect(new Set(old).size).toBe(57);
      expect(old).toHaveLength(57);
    },
  );

  it('refuses cursors and texts that no database could compare', async () => {
    const { read, store } = await openIn(id);
    await store([fakeWorkload('c', 'web')]);
    const cursorOf = (...position: unknown[]) =>
      Buffer.from(JSON.stringify(position)).toString('base64url');
    const values = ['a', 'a\0', 1, 1.5, 1e300, -1, null, true, [], {}];
    for (const sort of WORKLOAD_SORT_KEYS) {
      for (const value of values) {
        const cursor = cursorOf(value, 'c', 'id');
        // Either it is a page or the fault of the caller.
        const page = await read(query({ sort, cursor })).catch(error => error);
        expect([sort, value, page.name ?? 'page']).toEqual([
          ...[sort, value, expect.stringMatching(/^(page|InputError)$/)],
        ]);
      }
    }
    for (const wrong of [
      { cursor: cursorOf('a', 'c\0', 'id') },
      { cursor: cursorOf('a', 'c', 1) },
      { q: 'a\0' },
      { node: '\0' },
      // Too deep an expression for SQLite.
      { namespace: 'n,'.repeat(1_000) },
      { namespace: '\0' },
      { type: 'a\0b' },
      { owner: 'a\0' },
    ]) {
      await expect(read(query(wrong))).rejects.toThrow(InputError);
    }
  });
});
