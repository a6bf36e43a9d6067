import { failureOf } from '../__testUtils__/failureOf';
import {
  installation,
  LAB,
  NODES,
  print,
  PROD,
} from '../__testUtils__/installation';
import type { Scenario } from '../__testUtils__/replayServer';
import { signal } from '../__testUtils__/useLab';
import { useMembers } from '../__testUtils__/useMembers';

const MINUTE_MS = 60_000;

describe('an address of another cluster', () => {
  const { start, wait } = useMembers();

  it.each<[string, Scenario, Scenario]>([
    [
      'another cluster with nodes of the same names',
      installation(LAB),
      installation(PROD),
    ],
    [
      'another cluster with the same names, where the token may read little',
      installation({ ...LAB, certificate: print('AA'), isHidden: true }),
      installation({ ...PROD, certificate: print('BB'), isHidden: true }),
    ],
    [
      'a node that left the cluster and was reinstalled',
      installation(LAB),
      installation({ nodes: ['pve1'], guests: {} }),
    ],
    [
      'a standalone node with another name',
      installation({ nodes: ['pve'], guests: { 100: 'web' } }),
      installation({ nodes: ['backup'], guests: { 100: 'web' } }),
    ],
    [
      'a standalone node with the same name and another certificate',
      installation({
        nodes: ['pve'],
        guests: { 100: 'web' },
        certificate: print('AA'),
      }),
      installation({
        nodes: ['pve'],
        guests: { 900: 'payroll' },
        certificate: print('BB'),
      }),
    ],
  ])('is rejected: %s', async (_, own, other) => {
    const { servers, read, provider } = await start([own, other, own]);
    expect((await read()).guests).toEqual(['web']);
    await servers[0].stop();
    const { guests, limitations } = await read();
    expect(guests).toEqual(['web']);
    expect(limitations).toContainEqual({
      code: 'address-of-another-cluster',
      message: 'Address 2 of 3 belongs to another cluster and is not used',
      remedy: expect.stringContaining('Correct the address'),
      remedyCode: 'fix-other-cluster',
      params: { number: 2, total: 3 },
    });
    // It does not get the credentials in every refresh.
    const before = servers[1].server.count();
    await servers[2].stop();
    const failure = await failureOf(provider);
    expect(failure.code).toBe('MISCONFIGURED');
    expect(failure.message).toMatch(
      /^Address 2 of 3 belongs to another cluster; other addresses: \d\/3: /,
    );
    expect(servers[1].server.count()).toBe(before);
  });

  it('is rejected if it was the right one before', async () => {
    const { servers, read, provider } = await start([installation(LAB)]);
    for (let refresh = 0; refresh < 3; refresh += 1) {
      servers[0].server.scenario = installation(LAB);
      // Whichever slow fact is read in this refresh.
      for (let turn = 0; turn <= refresh; turn += 1) await read();
      servers[0].server.scenario = installation(PROD);
      for (let turn = 0; turn < 3; turn += 1) {
        expect(await failureOf(provider)).toMatchObject({
          code: 'MISCONFIGURED',
          message:
            'The configured address belongs to another cluster than before',
        });
      }
    }
    servers[0].server.scenario = installation(LAB);
    expect((await read()).guests).toEqual(['web']);
  });

  it('is used when it leads to the cluster again', async () => {
    const { servers, read } = await start([
      installation(LAB),
      installation(PROD),
    ]);
    await read();
    servers[0].server.scenario = { 'cluster-resources': 'hang' };
    await servers[0].stop();
    await expect(read()).rejects.toMatchObject({ code: 'MISCONFIGURED' });
    servers[1].server.scenario = installation(LAB);
    wait(11 * MINUTE_MS);
    const { guests, limitations } = await read();
    expect([guests, limitations]).toEqual([['web'], []]);
  });

  it('is found by the connection check', async () => {
    const { provider } = await start([
      installation(LAB),
      installation({ nodes: ['pve1'], guests: {}, certificate: print('BB') }),
      installation({ ...LAB, certificate: print('AA') }),
    ]);
    const { ok, checks } = await provider.checkConnection({ signal });
    expect(ok).toBe(true);
    const found = checks.filter(({ id }) => id.startsWith('cluster-'));
    expect(found.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'cluster-1 passed',
      'cluster-2 warning',
      'cluster-3 passed',
    ]);
  });

  it.each<[string, Scenario, Scenario]>([
    [
      'a certificate was renewed',
      installation({
        nodes: ['pve'],
        guests: { 100: 'web' },
        certificate: print('AA'),
      }),
      installation({
        nodes: ['pve'],
        guests: { 100: 'web', 101: 'new' },
        certificate: print('BB'),
      }),
    ],
    [
      'a standalone node becomes a cluster',
      installation({
        nodes: ['pve1'],
        guests: { 100: 'web' },
        certificate: print('AA'),
      }),
      installation({
        cluster: 'lab',
        nodes: NODES,
        guests: { 100: 'web' },
        certificate: print('AA'),
      }),
    ],
    [
      'all nodes were replaced',
      installation(LAB),
      installation({ ...LAB, nodes: ['pve8', 'pve9'] }),
    ],
    [
      'the right to read the status is gone',
      installation(LAB),
      installation({ ...LAB, isHidden: true }),
    ],
  ])('is not assumed if %s', async (_, before, after) => {
    const { servers, read } = await start([before, after]);
    await read();
    await servers[0].stop();
    expect((await read()).guests).toContain('web');
    const single = await start([before]);
    await single.read();
    single.servers[0].server.scenario = after;
    expect((await single.read()).guests).toContain('web');
  });
});
