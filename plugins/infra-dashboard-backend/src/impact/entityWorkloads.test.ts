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
});
