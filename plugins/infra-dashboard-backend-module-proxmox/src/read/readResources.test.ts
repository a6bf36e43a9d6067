import { parseResources } from './readResources';

describe('rows of /cluster/resources', () => {
  it('reads the valid fields of malformed rows', async () => {
    const { rows, invalidRows } = await parseResources([
      {
        type: 'qemu',
        id: 'qemu/1',
        vmid: '1',
        template: '',
        status: 'dancing',
      },
      { type: 'lxc', id: 'lxc/2', maxcpu: '0.5', cpu: {}, name: 7 },
      { type: 'node', id: 'node/a', status: 'online', maxcpu: '4' },
      { type: 'network', id: 'network/a/zone/z', 'network-type': 'zone' },
      'nonsense',
      null,
      { id: 'no-type' },
      { type: 'qemu', id: 'qemu/x' },
      { type: 'node', status: 'online' },
    ]);
    expect(invalidRows).toBe(5);
    expect(rows).toMatchObject([
      { vmid: 1, status: 'dancing' },
      { vmid: 2, maxcpu: 0.5, name: '7' },
      { node: 'a', maxcpu: 4 },
      { type: 'network' },
    ]);
    expect(rows[0].template).toBeUndefined();
    expect(rows[1].cpu).toBeUndefined();
  });

  it('does not block the event loop with a long list', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    const data = Array.from({ length: 20_000 }, (_, index) => ({
      type: 'qemu',
      vmid: index,
      name: `vm-${index}`,
    }));
    const { rows } = await parseResources(data);
    clearInterval(timer);
    expect(rows).toHaveLength(20_000);
    expect(turns).toBeGreaterThan(2);
  });
});
