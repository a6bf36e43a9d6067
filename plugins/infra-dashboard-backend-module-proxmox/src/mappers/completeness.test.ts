import {
  loadScenario,
  rowsOf,
  withRows,
  type Scenario,
} from '../__testUtils__/replayServer';
import { useLab } from '../__testUtils__/useLab';

/** The permissions are read in the fourth refresh. */
const REFRESHES = 3;

const permissionsOf = (data: object) => ({
  permissions: { status: 200, body: { data } },
});

describe('completeness of a Proxmox VE cluster', () => {
  const { read } = useLab();
  const healthy = loadScenario('pve-8.4-healthy');

  async function settle(scenario: Scenario) {
    const lab = await read(scenario);
    const again = async (refreshes = 1) => {
      let reading = await lab.again();
      for (let i = 1; i < refreshes; i += 1) reading = await lab.again();
      const { cluster, guest, workloads } = reading;
      const complete = { ...cluster.complete, workloads: workloads.complete };
      return { complete, guest, items: workloads.items };
    };
    return { ...lab, again, ...(await again(REFRESHES)) };
  }

  it('is true if all rows are valid and nothing is hidden', async () => {
    const { complete } = await settle(healthy);
    expect(complete).toEqual({
      ...{ nodes: true, facts: true, storages: true, workloads: true },
    });
  });

  it('is false for guests before the permissions are known', async () => {
    const { cluster, workloads } = await read(healthy);
    expect(cluster.complete).toEqual({
      ...{ nodes: true, facts: true, storages: false },
    });
    expect(workloads.complete).toBe(false);
    const { complete } = await settle({
      ...healthy,
      permissions: { status: 500, body: null },
    });
    expect(complete).toEqual({
      ...{ nodes: true, facts: true, storages: false, workloads: false },
    });
  });

  it('is false for guests that the permissions may hide', async () => {
    for (const scenario of [
      loadScenario('pve-8.4-permissions-no-rights'),
      loadScenario('pve-8.4-permissions-privsep-token'),
      { ...healthy, ...permissionsOf({ '/vms/300': { 'VM.Audit': 1 } }) },
      // A role on one guest that replaces the one for all.
      {
        ...healthy,
        ...permissionsOf({
          '/': { 'VM.Audit': 1, 'Sys.Audit': 1, 'Datastore.Audit': 1 },
          '/vms/100': { 'VM.Console': 1 },
        }),
      },
    ]) {
      const { complete } = await settle(scenario);
      expect(complete).toMatchObject({ nodes: true, workloads: false });
    }
  });

  it('is false if a row was skipped', async () => {
    const { complete } = await settle(
      withRows(healthy, [...rowsOf(healthy), { malformed: true }]),
    );
    expect(complete).toMatchObject({ nodes: false, workloads: false });
  });

  it('is false if the member has no quorum, and so may not know new nodes and guests', async () => {
    const { complete } = await settle(loadScenario('pve-8.4-no-quorum'));
    expect(complete).toMatchObject({ nodes: false, workloads: false });
  });

  it('is false for facts while the version cannot be read', async () => {
    const { complete } = await settle({
      ...healthy,
      version: { status: 500, body: null },
    });
    expect(complete).toMatchObject({ nodes: true, facts: false });
  });

  it('is false as soon as a permission is revoked for some guests', async () => {
    const { again, server } = await settle(healthy);
    const rows = rowsOf(healthy);
    server.scenario = {
      ...withRows(
        healthy,
        rows.filter(({ type, vmid }) => type !== 'qemu' || vmid === 300),
      ),
      ...permissionsOf({ '/vms/300': { 'VM.Audit': 1 } }),
    };
    for (let refresh = 0; refresh < 4; refresh += 1) {
      expect((await again()).complete.workloads).toBe(false);
    }
  });

  it('takes some refreshes after a guest was deleted, and no requests after that', async () => {
    const { again, server } = await settle(healthy);
    const rows = rowsOf(healthy);
    const gone = rows.find(({ type }) => type === 'qemu')!.vmid;
    server.scenario = withRows(
      healthy,
      rows.filter(({ vmid }) => vmid !== gone),
    );
    expect((await again(3)).complete.workloads).toBe(true);
    const before = server.count(/permissions/);
    expect((await again(4)).complete.workloads).toBe(true);
    expect(server.count(/permissions/)).toBe(before);
  });

  it('retains the details of a guest that is missing from an incomplete list', async () => {
    const rows = rowsOf(healthy);
    const { name, node, type, vmid } = rows.find(
      row => row.type === 'qemu' && row.node === 'pve1',
    )!;
    const bare = { id: `${type}/${vmid}`, type, vmid, node, status: 'unknown' };
    const others = rows.filter(row => row.vmid !== vmid);
    const { again, server } = await settle(healthy);
    // Five minutes after its node went offline PVE knows only the number.
    server.scenario = withRows(healthy, [...others, { malformed: true }]);
    await again();
    server.scenario = withRows(healthy, [...others, bare]);
    expect((await again()).guest(Number(vmid)).name).toBe(name);
  });
});
