import type { WorkloadPage } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { API, SHOP, useDemoFleet } from './__testUtils__/useDemoFleet';

jest.setTimeout(120_000);

describe('ownership and layers of the demo fleet', () => {
  const { get, workloads } = useDemoFleet();

  it('finds the workloads of a component on all three platforms', async () => {
    for (const ref of [API, SHOP]) {
      const page = await workloads(`entityRef=${ref}`);
      expect(new Set(page.items.map(({ provider }) => provider))).toEqual(
        new Set(['proxmox', 'kubernetes', 'openstack']),
      );
      for (const { ownerRef, entityRefs } of page.items) {
        expect(ownerRef).toBe('group:default/payments');
        expect(entityRefs).toContain(ref);
      }
    }
    const names = async (query: string) =>
      (await workloads(query)).items.map(({ name }) => name);
    expect(await names('entityRef=dns')).toEqual(['dns-1', 'dns-2']);
    // PVE forgets the name of a guest on an offline node, but not its tags.
    expect(await names('entityRef=resource:payments-db')).toEqual([
      'payments-db',
      'VM 111',
    ]);
    expect(await names(`entityRef=${API}&cluster=pve-paris`)).toEqual([
      'payments-db',
      'VM 111',
    ]);
    // By the organization's own key, of the region without admin rights.
    expect(await names(`entityRef=${SHOP}&cluster=os-us`)).toEqual([
      'shop-us-1',
      'shop-us-2',
    ]);
  });

  it('takes a system with its components, and a group with all it owns', async () => {
    const shop = await workloads('entityRef=system:default/shop');
    const parts = await Promise.all(
      [API, SHOP, 'resource:default/payments-db'].map(ref =>
        workloads(`entityRef=${ref}`),
      ),
    );
    const ids = ({ items }: WorkloadPage) =>
      items.map(({ cluster, id }) => `${cluster} ${id}`);
    expect(new Set(ids(shop))).toEqual(new Set(parts.flatMap(ids)));

    const payments = await workloads('entityRef=Group:default/Payments');
    expect(payments.totalItems).toBe(
      (await workloads('owner=payments')).totalItems,
    );
    expect(payments.totalItems).toBeGreaterThanOrEqual(shop.totalItems);
    expect((await workloads('owner=analytics')).items).toContainEqual(
      expect.objectContaining({ name: 'batch-night', namespace: 'data' }),
    );
    // The last resort is the owner of the cluster; some clusters have none.
    expect((await workloads('q=home-assistant')).items[0].ownerRef).toBe(
      undefined,
    );
    const bad = await get('/workloads?entityRef=a:b:c/d');
    expect([bad.status, bad.body.error.message]).toEqual([
      400,
      'entityRef: is not an entity reference',
    ]);
  });

  it('reports what has no owner of its own, and how to set it', async () => {
    const { body } = await get('/unowned?cluster=os-eu,pve-paris&limit=1000');
    const named = (name: string) =>
      body.items.find((one: { name: string }) => one.name === name);
    expect(named('analytics')).toMatchObject({
      ownerRef: 'group:default/analytics',
      evidence: [
        { kind: 'name', value: 'analytics' },
        { kind: 'namespace', value: 'data' },
      ],
      commands: [
        expect.stringMatching(
          /^openstack server set --property backstage_io_kubernetes_id=COMPONENT [-0-9a-f]{36}$/,
        ),
      ],
    });
    expect(named('build-runner').commands).toEqual([
      "pvesh set /nodes/pve2/qemu/120/config --tags 'ci;component-COMPONENT'",
    ]);
    expect(named('payments-worker-1')).toBeUndefined();
    const list = await workloads(
      'cluster=os-eu,pve-paris&owner=none&role=app,machine&template=false',
    );
    expect(body.counts.none).toBe(list.totalItems);
    expect(body.totalItems).toBe(body.counts.none + body.counts.default);
    expect(
      body.clusters.map((one: { cluster: string }) => one.cluster).sort(),
    ).toEqual(['os-eu', 'pve-paris']);
  });
});
