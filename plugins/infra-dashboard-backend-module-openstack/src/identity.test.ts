import { regionUids } from './identity';
import { createProvider, PASSWORD } from './__testUtils__/createProvider';
import { FakeCloud } from './__testUtils__/FakeCloud';

describe('entries of one region', () => {
  it('have the same ids, and their project as scope where they show one', async () => {
    const cloud = new FakeCloud();
    const authUrl = await cloud.listen();
    const read = async (config: object) => {
      const lab = createProvider({ authUrl, ...PASSWORD, ...config });
      const { signal } = new AbortController();
      const [{ scope, uids }] = await lab.getAllClusters({ signal });
      await lab.close();
      return { scope, uids };
    };
    const admin = await read({});
    const member = await read({ allProjects: false });
    await cloud.close();
    expect(admin.uids?.length).toBeGreaterThan(0);
    expect(member.uids).toEqual(admin.uids);
    expect(admin.scope).toBeUndefined();
    expect(member.scope).toMatch(/^[0-9a-f]{32}$/);
  });
});

it('takes no project for a region: its id may be in another cloud as well', () => {
  const parts = {
    region: 'eu',
    token: { catalog: [{ type: 'compute' }], project: { id: 'p' } },
  } as unknown as Parameters<typeof regionUids>[0];
  expect(regionUids(parts)).toEqual([]);
  const id = 'a'.repeat(32);
  const known = {
    ...parts,
    token: { ...parts.token, catalog: [{ id, type: 'compute' }] },
  } as typeof parts;
  expect(regionUids(known)).toEqual([`service:${id} eu`]);
});
