import { randomBytes } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import {
  changeOf,
  SECOND,
  START,
  useChangeLog,
} from './__testUtils__/useChangeLog';

jest.setTimeout(60_000);

const DAY = 24 * 3_600 * SECOND;
const iso = (at: number) => new Date(at).toISOString();
const named = (name: string) => ({ workload: { id: name, name } });

const { ids, openIn } = useChangeLog();

describe.each(ids)('the change log, %s', id => {
  it('returns what was recorded, the latest first', async () => {
    const { knex, read, record } = await openIn(id);
    const full = {
      at: START + SECOND,
      kind: 'status' as const,
      node: 'n1',
      workload: {
        ...{ id: 'db', name: 'db', namespace: 'shop', type: 'allocation' },
      },
      from: 'running',
      to: 'lost\0',
      status: 'lost',
      statusReason: 'No\0 contact',
      reasonCode: 'lost',
      reasonParams: { node: 'n1' },
      ownerRef: 'group:default/shop',
      entityRefs: ['component:default/db', 'component:default/x'],
    };
    const replicas = {
      ...{ count: 3, subject: 'replicas:[null,"Job","web"]' },
      workload: { name: 'web', controller: 'Job' },
    };
    await record(full, replicas);
    await record();
    const { items } = await read();
    const { kind, node, workload, from, status, ownerRef } = full;
    expect(items).toEqual([
      {
        ...{ id: expect.any(String), at: iso(full.at), count: 1, kind, node },
        ...{ cluster: 'alpha', provider: 'nomad', workload, from, status },
        ...{ to: 'lost', statusReason: full.statusReason, ownerRef },
        ...{ reasonCode: 'lost', reasonParams: { node: 'n1' } },
        entityRefs: full.entityRefs,
      },
      {
        ...{ id: expect.any(String), at: iso(START), count: 3, kind: 'health' },
        ...{ cluster: 'alpha', provider: 'nomad', from: 'healthy' },
        ...{ to: 'failed', workload: replicas.workload },
      },
    ]);
    expect(Number(items[0].id)).toBeLessThan(Number(items[1].id));
    const entities = await knex('change_entities').orderBy('entity');
    expect(entities.map(one => [one.entity, String(one.change)])).toEqual([
      ['component:default/db', items[0].id],
      ['component:default/x', items[0].id],
      ['group:default/shop', items[0].id],
    ]);
  });

  it('shows only what has the shape of a change, in its own cluster', async () => {
    const { knex, read, record } = await openIn(id);
    await record(named('a'), named('b'), named('c'), named('d'));
    const forge = (name: string, values: object) =>
      knex('changes').where({ workload: name }).update(values);
    await forge('a', {
      document: JSON.stringify({
        ...{ id: '0', cluster: 'secret', kind: 'removed', ...named('a') },
        extra: 'false',
      }),
    });
    await forge('b', { document: JSON.stringify({ workload: 'b' }) });
    await forge('c', { document: '{' });
    const { items } = await read();
    expect(items).toMatchObject([
      { cluster: 'alpha', kind: 'health', ...named('d') },
      { cluster: 'alpha', kind: 'health', ...named('a') },
    ]);
    expect(items[1]).not.toHaveProperty('extra');
    expect(items[1].id).not.toBe('0');
  });

  it('stores many changes of one reading', async () => {
    const { read, record } = await openIn(id);
    await record(
      ...Array.from({ length: 400 }, (_, index) => ({
        ...named(`w${index}`),
        entityRefs: [`component:default/w${index}`],
      })),
    );
    const { items } = await read({ limit: 1000 });
    expect(items).toHaveLength(400);
    for (const index of [0, 149, 150, 399]) {
      const entityRef = `component:default/w${index}`;
      expect(await read({ entityRef })).toEqual({
        items: [
          expect.objectContaining({
            ...named(`w${index}`),
            entityRefs: [entityRef],
          }),
        ],
      });
    }
  });

  it('finds what to fold by the subject, however much its cluster changes', async () => {
    const { knex, record } = await openIn(id);
    let plan: Promise<Array<{ detail?: string }>> | undefined;
    await record(named('w1'));
    knex.on('query', ({ bindings, sql }) => {
      if (/^select .+ from .changes. .+subject/.test(sql)) {
        plan ??= knex.raw(`explain query plan ${sql}`, bindings);
      }
    });
    if (knex.client.config.client === 'pg') return;
    await record(named('w1'));
    const details = (await plan!).map(({ detail }) => detail).join();
    expect(details).toContain('changes_subject_last_at_index');
  });

  it('stores names that are longer than an index allows', async () => {
    const { read, record } = await openIn(id);
    const long = randomBytes(8_000).toString('hex');
    await record(
      { node: `${long}1`, from: `${long}2`, to: `${long}3` },
      { subject: `replicas:${long}4` },
      { subject: `replicas:${long}5` },
    );
    const { items } = await read();
    expect(items).toHaveLength(3);
  });

  it('folds what goes back and forth into one row', async () => {
    const { names, read, record } = await openIn(id);
    const flap = (seconds: number, to: string, from: string, more = {}) =>
      record({ at: START + seconds * SECOND, from, to, ...more });
    await flap(0, 'failed', 'healthy', { ownerRef: 'group:default/a' });
    await flap(60, 'healthy', 'failed', { entityRefs: ['api:default/web'] });
    await flap(100, 'degraded', 'healthy', {
      ...{ status: 'slow', ownerRef: 'group:default/b' },
    });
    expect(await read()).toEqual({
      items: [
        expect.objectContaining({
          ...{ at: iso(START), until: iso(START + 100 * SECOND), count: 3 },
          ...{ from: 'healthy', to: 'degraded', status: 'slow' },
          ownerRef: 'group:default/b',
        }),
      ],
    });
    // It is found by all that it ever belonged to.
    expect(await names({ entityRef: 'api:default/web' })).toEqual(['web']);
    // Too late; another direction; another kind or object; clocks that went back.
    await flap(161, 'healthy', 'degraded');
    await flap(170, 'failed', 'healthy', { kind: 'status' });
    await flap(171, 'lost', 'failed', { kind: 'status' });
    await flap(171, 'degraded', 'healthy', named('db'));
    await flap(171, 'degraded', 'healthy', { cluster: 'beta' });
    await flap(160, 'degraded', 'healthy');
    const all = await read({}, { clusters: ['alpha', 'beta'] });
    expect(all.items.map(one => one.count)).toEqual([1, 1, 1, 1, 1, 1, 3]);
  });

  it('keeps several versions of a node apart', async () => {
    const { read, record } = await openIn(id);
    const upgrade = (seconds: number, from: string, to: string) => ({
      ...{ at: START + seconds * SECOND, kind: 'version' as const, from, to },
    });
    await record(upgrade(0, 'kernel 1', 'kernel 2'));
    await record(
      upgrade(10, 'kernel 2', 'kernel 1'),
      upgrade(10, 'os a', 'os b'),
    );
    await record(
      upgrade(20, 'os b', 'os a'),
      upgrade(20, 'kernel 1', 'kernel 2'),
    );
    expect(
      (await read()).items.map(({ from, to, count }) => [from, to, count]),
    ).toEqual([
      ['kernel 1', 'kernel 2', 1],
      ['os a', 'os a', 2],
      ['kernel 1', 'kernel 1', 2],
    ]);
  });

  it('never folds changes of replicas', async () => {
    const { read, record } = await openIn(id);
    const replicas = { subject: 'replicas:[null,"Job","web"]', count: 3 };
    await record(replicas);
    await record({ ...replicas, from: 'failed', to: 'healthy' });
    await record({ ...replicas, count: 1 });
    expect((await read()).items.map(one => one.count)).toEqual([1, 3, 3]);
  });

  it('filters', async () => {
    const { clock, names, record } = await openIn(id);
    const at = (minutes: number) => START + minutes * 60 * SECOND;
    await record(
      { ...named('a'), at: at(0), kind: 'moved', from: 'n1', to: 'n2' },
      { ...named('b'), at: at(10), node: 'n1', ownerRef: 'group:default/shop' },
      {
        ...named('c'),
        at: at(20),
        cluster: 'beta, gamma',
        entityRefs: ['component:default/cart'],
        provider: 'other',
      },
      { ...named('d'), at: at(30), kind: 'removed' },
    );
    // One that is folded counts from its beginning to its end.
    await record({ ...named('e'), at: at(40) });
    await record({
      ...{ ...named('e'), at: at(41), from: 'failed', to: 'healthy' },
    });
    clock.now = at(60);
    const clusters = ['alpha', 'beta, gamma', 'delta'];
    const parts = { 'system:default/shop': ['component:default/cart'] };
    const find = (query: Parameters<typeof names>[0]) =>
      names(query, { clusters, parts });
    expect(await find({})).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(await find({ since: '20m' })).toEqual(['e']);
    expect(await find({ since: iso(at(30)) })).toEqual(['e', 'd']);
    expect(await find({ since: '2026-01-01T00:41' })).toEqual(['e']);
    expect(await find({ since: '2026-01-02' })).toEqual([]);
    expect(await find({ until: '20m' })).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(await find({ until: '2400s', since: '50m' })).toEqual(['c', 'b']);
    expect(await find({ kind: 'moved,removed' })).toEqual(['d', 'a']);
    expect(await find({ provider: 'other,more' })).toEqual(['c']);
    expect(await find({ cluster: 'beta, gamma' })).toEqual(['c']);
    expect(await find({ cluster: 'delta,alpha' })).toEqual([
      ...['e', 'd', 'b', 'a'],
    ]);
    expect(await find({ node: 'n1' })).toEqual(['b', 'a']);
    expect(await find({ workload: 'd' })).toEqual(['d']);
    expect(await find({ owner: 'Shop' })).toEqual(['b']);
    expect(await find({ entityRef: 'system:default/shop' })).toEqual(['c']);
    expect(await find({ entityRef: 'group:default/shop' })).toEqual(['b']);
    expect(await find({ entityRef: 'cart', cluster: 'alpha' })).toEqual([]);
  });

  it.each([
    ['since', '2026-13-45'],
    ['until', 'yesterday'],
    ['owner', 'a b'],
    ['entityRef', ':'],
    ['cursor', 'x'],
    ['cursor', Buffer.from('["now",1]').toString('base64url')],
    ['cursor', Buffer.from('[1,"2"]').toString('base64url')],
    ['node', 'n\0'],
  ])('refuses the parameter %s: %s', async (key, value) => {
    const { logger, read } = await openIn(id);
    const reading = read({ [key]: value });
    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(`${key}: `);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('pages while rows are added', async () => {
    const { read, record } = await openIn(id);
    // Several have the same time.
    const times = [0, 1, 1, 1, 2, 3];
    for (const [index, seconds] of times.entries()) {
      await record({ ...named(`w${index}`), at: START + seconds * SECOND });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read({ limit: 2, cursor });
      seen.push(...page.items.map(one => one.workload!.name));
      cursor = page.nextCursor;
      await record({ ...named(`new${seen.length}`), at: START + 9 * SECOND });
    } while (cursor);
    expect(seen).toEqual(['w5', 'w4', 'w3', 'w2', 'w1', 'w0']);
  });

  it('shows only clusters that the caller may see', async () => {
    const { names, record } = await openIn(id);
    const entityRefs = ['component:default/shop'];
    await record(
      { ...named('open'), entityRefs },
      { ...named('secret'), cluster: 'hidden', entityRefs },
    );
    const queries = [
      {},
      { cluster: 'hidden,alpha' },
      { entityRef: entityRefs[0] },
      { provider: 'nomad' },
      { limit: 1 },
    ];
    for (const query of queries) {
      expect(await names(query)).toEqual(['open']);
      expect(await names(query, { clusters: [] })).toEqual([]);
    }
    expect(await names({ cluster: 'hidden' })).toEqual([]);
    expect(await names({ workload: 'secret' })).toEqual([]);
  });

  it('deletes what is too old, measured by what is stored', async () => {
    const { clock, knex, log, names, record } = await openIn(id, {
      retention: '2d',
    });
    await log.expire();
    const old = Array.from({ length: 1_100 }, (_, index) => ({
      ...{ ...named(`old${index}`), entityRefs: ['component:default/old'] },
    }));
    await record(...old);
    await record({ ...named('kept'), at: START + DAY, entityRefs: ['a:b/c'] });
    // A clock that is ahead for years.
    clock.now = START + 4_000 * DAY;
    await log.expire();
    expect(await knex('changes')).toHaveLength(1_101);
    await record({ ...named('next'), at: START + 2 * DAY });
    // Recorded while the clock was ahead: what was there before is not old.
    await record({ ...named('future'), at: START + 4_000 * DAY });
    await log.expire();
    expect(await knex('changes')).toHaveLength(1_103);
    clock.now = START + 2.5 * DAY;
    await record({ ...named('new'), at: START + 2.5 * DAY });
    await log.expire();
    expect(await names()).toEqual(['future', 'new', 'next', 'kept']);
    expect(await knex('change_entities').pluck('entity')).toEqual(['a:b/c']);
    // A row from the future does not count more than the clock.
    clock.now = START + 3 * DAY;
    await log.expire();
    expect(await names()).toEqual(['future', 'new', 'next', 'kept']);
  });

  it('stores so many rows at most', async () => {
    const { knex, log, record } = await openIn(id, { maxRows: 1_000 });
    await record(
      ...Array.from({ length: 1_600 }, (_, index) => named(`w${index}`)),
    );
    await log.expire();
    const left = await knex('changes').orderBy('id').pluck('workload');
    expect(left).toHaveLength(1_000);
    expect(left[0]).toBe('w600');
  });

  it('does not count what was rolled back', async () => {
    const { knex, log, record } = await openIn(id, { maxRows: 1_000 });
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => named(`w${index}`));
    await record(...many(100));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const rollback = knex.transaction(async trx => {
        await log.record(trx, many(600).map(changeOf));
        throw new Error('Disk full');
      });
      await expect(rollback).rejects.toThrow('Disk full');
    }
    await record({ ...named('new'), at: START + SECOND });
    await log.expire();
    expect(await knex('changes')).toHaveLength(101);
  });

  it('deletes nothing where the configuration is wrong', async () => {
    const { clock, knex, log, logger, record } = await openIn(id, {
      ...{ retention: '1h', maxrows: 1_000 },
    });
    expect(logger.error.mock.calls.join()).toMatch(
      /changes\.maxrows: unknown key 'maxrows'.*No change is deleted/,
    );
    await record(named('old'), { ...named('new'), at: START + DAY });
    clock.now = START + DAY;
    await log.expire();
    expect(await knex('changes')).toHaveLength(2);
  });

  it('publishes what is committed, and logs a bus that fails once', async () => {
    const { events, knex, log, logger, read, record } = await openIn(id);
    const rollback = knex.transaction(async trx => {
      await log.record(trx, [changeOf(named('never'))]);
      throw new Error('Disk full');
    });
    await expect(rollback).rejects.toThrow('Disk full');
    await record(named('a'));
    await record({ ...named('a'), from: 'failed', to: 'healthy' });
    await waitFor(async () => {
      expect(events.publish).toHaveBeenCalledTimes(2);
    });
    const [item] = (await read()).items;
    const payload = { ...item, version: 1 };
    expect(events.publish.mock.calls.map(([event]) => event)).toEqual([
      {
        topic: 'infra-dashboard',
        eventPayload: { ...payload, count: 1, to: 'failed' },
      },
      { topic: 'infra-dashboard', eventPayload: payload },
    ]);
    events.publish.mockRejectedValue(new Error('token=secret'));
    await record(named('b'), named('c'));
    await waitFor(async () => {
      expect(events.publish).toHaveBeenCalledTimes(4);
    });
    expect(logger.warn.mock.calls).toEqual([
      ['Changes cannot be published as events: Error'],
    ]);
  });

  it('names no database where it cannot be read', async () => {
    const { knex, read } = await openIn(id);
    await knex.schema.dropTable('changes');
    await expect(read()).rejects.toMatchObject({
      ...{ name: 'ServiceUnavailableError' },
      message: 'The change log cannot be read now',
    });
  });
});
