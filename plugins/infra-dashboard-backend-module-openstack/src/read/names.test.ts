import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import type { OpenStackClient } from '../client';
import { NodeNames } from '../mappers/hypervisor';
import { hypervisorSchema, serverSchema, type Project } from '../schemas';
import { ForbiddenCache } from './ForbiddenCache';
import { HostNames } from './HostNames';
import { ProjectNames } from './ProjectNames';
import { createRecall } from './recall';

const { signal } = new AbortController();

const server = (id: string, more: object) =>
  serverSchema.parse({ id, ...more });

const load = (stored: object) => async (ids: readonly string[]) =>
  ids.map(id => ({ id, ...stored } as Workload));

describe('names of projects', () => {
  const demo = (id: string, domain: string): Project => ({
    ...{ id, name: 'demo', domain_id: domain },
  });
  let list: Project[];
  const create = () =>
    new ProjectNames({
      client: {
        token: async () => ({ project: { id: 'own' } }),
        list: async () => ({ items: list }),
      } as unknown as OpenStackClient,
      forbidden: new ForbiddenCache(),
    });
  const read = async (names: ProjectNames, recall?: object) => {
    names.recheck();
    const found = await names.read({ allProjects: true, signal, ...recall });
    return Object.fromEntries(found);
  };

  it('stay when a project of the same name comes, in whichever order', async () => {
    list = [demo('p1', 'd1')];
    const names = create();
    expect(await read(names)).toEqual({ p1: 'demo' });
    const both = { p1: 'demo', p2: 'demo (d2)' };
    list = [demo('p2', 'd2'), demo('p1', 'd1')];
    expect(await read(names)).toEqual(both);
    list.reverse();
    expect(await read(names)).toEqual(both);
    // The second does not take over the name, and so the rules, of the first.
    list = [demo('p2', 'd2')];
    expect(await read(names)).toEqual({ p2: 'demo (d2)' });
  });

  it('stay over a restart, as the stored servers have them', async () => {
    list = [demo('p2', 'd2'), demo('p1', 'd1')];
    const servers = [server('a', { tenant_id: 'p1' })];
    const recall = createRecall(servers, load({ namespace: 'demo' }));
    const names = create();
    const both = { p1: 'demo', p2: 'demo (d2)' };
    expect(await read(names, { recall })).toEqual(both);
    expect(await read(names)).toEqual(both);
    // Where nothing is stored, none of them is preferred.
    expect(await read(create())).toEqual({
      ...{ p1: 'demo (d1)', p2: 'demo (d2)' },
    });
  });
});

describe('names of hosts', () => {
  const host = (id: string, service: string) =>
    hypervisorSchema.parse({
      ...{ id, hypervisor_hostname: 'compute-1', service: { host: service } },
    });
  const [c1, c2, c3] = ['c1', 'c2', 'c3'].map(one => host(one, one));
  const nameAll = async (
    names: HostNames,
    hosts: Array<typeof c1>,
    recall?: ReturnType<typeof createRecall>,
  ) => {
    const found = new NodeNames(hosts, await names.assign(hosts, recall));
    return hosts.map(one => found.ofHypervisor(one));
  };

  it('do not depend on the order of the list, and are not taken over', async () => {
    const names = new HostNames();
    expect(await nameAll(names, [c1])).toEqual(['compute-1']);
    const both = ['compute-1 (c2)', 'compute-1'];
    expect(await nameAll(names, [c2, c1])).toEqual(both);
    expect(await nameAll(names, [c1, c2])).toEqual([...both].reverse());
    const others = ['compute-1 (c2)', 'compute-1 (c3)'];
    expect(await nameAll(names, [c2, c3])).toEqual(others);
    // The same host, which was added again.
    expect(await nameAll(names, [c3, host('new', 'c1')])).toEqual([
      ...['compute-1 (c3)', 'compute-1'],
    ]);
  });

  it('stay when a node of bare metal moves to another service', async () => {
    const names = new HostNames();
    await nameAll(names, [c1]);
    expect(await nameAll(names, [host('c1', 'other')])).toEqual(['compute-1']);
    expect(await nameAll(names, [host('c1', 'third')])).toEqual(['compute-1']);
  });

  it('stay over a restart, as the stored servers have them', async () => {
    const servers = [
      server('a', {
        'OS-EXT-SRV-ATTR:hypervisor_hostname': 'compute-1',
        'OS-EXT-SRV-ATTR:host': 'c1',
      }),
    ];
    const recallAs = (node: string) => createRecall(servers, load({ node }));
    const both = ['compute-1 (c2)', 'compute-1'];
    expect(
      await nameAll(new HostNames(), [c2, c1], recallAs('compute-1')),
    ).toEqual(both);
    expect(
      await nameAll(new HostNames(), [c1, c2], recallAs('compute-1 (c1)')),
    ).toEqual(['compute-1 (c1)', 'compute-1']);
  });
});
