import type { ClusterStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { NodeImpact } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { API, SHOP, useDemoFleet } from './__testUtils__/useDemoFleet';

jest.setTimeout(120_000);

describe('ownership and layers of the demo fleet', () => {
  const { permissions, get, impact, workloads, allow } = useDemoFleet();

  it('follows a hypervisor of Proxmox VE up to components and owners', async () => {
    const pve1 = await impact('pve-paris', 'pve1');
    expect(pve1.nodes).toMatchObject({
      total: 1,
      items: [
        {
          cluster: 'k8s-prod',
          name: 'worker-1',
          machine: { name: 'k8s-prod-worker-1', node: 'pve1' },
          evidence: { kind: 'provider-id', confidence: 'certain' },
        },
      ],
    });
    const onNodes = [
      ...(await get('/clusters/pve-paris/nodes/pve1/workloads')).body.items,
      ...(await get('/clusters/k8s-prod/nodes/worker-1/workloads')).body.items,
    ].filter(({ template }) => !template);
    expect(pve1.workloads.total).toBe(onNodes.length);
    expect(pve1.workloadsByHealth.total).toBe(onNodes.length);
    expect(pve1.workloadsByProvider).toMatchObject({
      proxmox: 5,
      kubernetes: onNodes.length - 5,
    });
    const entity = (ref: string) =>
      pve1.entities.items.find(({ entityRef }) => entityRef === ref);
    // payments-db and a pod here; pods and instances elsewhere.
    expect(entity(API)).toMatchObject({
      ownerRef: 'group:default/payments',
      affected: 2,
    });
    expect(entity(API)!.elsewhere).toBeGreaterThan(3);
    // Its replica is on an offline node: it is unknown whether it runs.
    expect(entity('resource:default/payments-db')).toMatchObject({
      affected: 1,
      elsewhere: 0,
    });
    expect(pve1.entities.items[0].elsewhere).toBe(0);
    expect(
      pve1.deployments.items.find(({ name }) => name === 'payments-api'),
    ).toMatchObject({ kind: 'Deployment', affected: 1, elsewhere: 2 });
    expect(pve1.owners.items.map(({ ownerRef }) => ownerRef)).toContain(
      'group:default/payments',
    );
    const { id } = onNodes.find(({ type }) => type === 'pod');
    const page = await get(`/workloads/k8s-prod/${encodeURIComponent(id)}`);
    const machine = { cluster: 'pve-paris', provider: 'proxmox' };
    expect(page.body.runsOn).toEqual([
      {
        ...{ kind: 'node', cluster: 'k8s-prod', provider: 'kubernetes' },
        name: 'worker-1',
      },
      {
        ...{ kind: 'workload', ...machine, name: 'k8s-prod-worker-1' },
        id: pve1.nodes.items[0].machine.id,
      },
      { kind: 'node', ...machine, name: 'pve1' },
    ]);
    expect(pve1.limitations).toEqual([
      expect.objectContaining({
        code: 'clusters-not-read',
        message: expect.stringContaining('k8s-edge'),
      }),
    ]);
  });

  it('follows a hypervisor of OpenStack, by provider id and by system UUID', async () => {
    const evidence = async (node: string) =>
      (await impact('os-eu', node)).nodes.items.map(
        ({ name, evidence: { kind } }) => [name, kind],
      );
    expect(await evidence('compute-1.eu.example')).toEqual([
      ['worker-4', 'provider-id'],
    ]);
    expect(await evidence('compute-2.eu.example')).toEqual([
      ['control-1', 'system-uuid'],
    ]);
    const worker = await impact('k8s-prod', 'worker-4');
    expect(worker.runsOn).toMatchObject({
      machine: { cluster: 'os-eu', name: 'k8s-prod-worker-4' },
      hypervisor: { cluster: 'os-eu', name: 'compute-1.eu.example' },
      evidence: { kind: 'provider-id', confidence: 'certain' },
    });
    // A pod that was evicted depends on the node no more.
    expect(worker.workloads.items.map(({ name }) => name)).not.toContain(
      'old-session-6b7c8d9f4-w2k9d',
    );
    const metal = await impact('k8s-prod', 'worker-3');
    expect(metal.runsOn).toBeUndefined();
    expect(metal.workloads.total).toBe(1);
  });

  it('counts nodes once in sums that are machines of Proxmox VE or OpenStack', async () => {
    const list = async () =>
      (await get('/clusters')).body.items as ClusterStatus[];
    const coresOf = async (path: string) => (await get(path)).body.cpu.total;
    const all = await list();
    const nested = all.flatMap(one =>
      (one.nested ?? []).map(({ cluster, cpu, nodes }) => {
        expect(cpu.total).toBeGreaterThan(0);
        return [one.name, cluster, nodes, cpu.total!] as const;
      }),
    );
    expect(nested.map(one => one.slice(0, 3))).toEqual([
      ['k8s-prod', 'os-eu', 2],
      ['k8s-prod', 'pve-paris', 2],
    ]);
    const sum = (numbers: Array<number | undefined>) =>
      numbers.reduce<number>((total, one) => total + (one ?? 0), 0);
    const cores = sum(all.map(({ totals }) => totals.cpu.total));
    const shared = sum(nested.map(([, , , total]) => total));
    expect(await coresOf('/summary')).toBe(cores - shared);

    // Without the machines nothing is counted twice.
    allow(['k8s-prod']);
    const [alone] = await list();
    expect(alone).not.toHaveProperty('nested');
    expect(await coresOf('/summary')).toBe(alone.totals.cpu.total);
  });

  it('knows nothing of clusters that are denied, totals included', async () => {
    const everything = await impact('pve-paris', 'pve1');
    allow(['pve-paris']);
    const some = await impact('pve-paris', 'pve1');
    const text = JSON.stringify(some);
    for (const word of ['k8s-prod', 'k8s-edge', 'worker-1', 'Deployment']) {
      expect(text).not.toContain(`"${word}"`);
    }
    expect(some.nodes.total).toBe(0);
    expect(some.workloads.total).toBe(5);
    expect(some.workloadsByProvider).toEqual({ total: 5, proxmox: 5 });
    expect(some.limitations).toBeUndefined();
    const elsewhere = ({ entities }: NodeImpact) =>
      entities.items.find(({ entityRef }) => entityRef === SHOP)!.elsewhere;
    expect(elsewhere(some)).toBeLessThan(elsewhere(everything));

    allow(['k8s-prod']);
    const worker = await impact('k8s-prod', 'worker-1');
    expect(worker.runsOn).toBeUndefined();
    expect(JSON.stringify(worker)).not.toContain('pve');
    const page = await workloads(`entityRef=${API}`);
    expect(new Set(page.items.map(({ cluster }) => cluster))).toEqual(
      new Set(['k8s-prod']),
    );
    const denied = await get('/clusters/pve-paris/nodes/pve1/impact');
    expect(denied.status).toBe(404);

    permissions.authorizeConditional.mockImplementation(async queries =>
      queries.map(() => ({ result: AuthorizeResult.DENY })),
    );
    expect((await get('/clusters/k8s-prod/nodes/worker-1/impact')).status).toBe(
      403,
    );
  });

  it('names what is not there', async () => {
    const node = await get('/clusters/k8s-prod/nodes/nobody/impact');
    expect([node.status, node.body.error.message]).toEqual([
      404,
      "There is no node 'nobody' in the cluster 'k8s-prod'",
    ]);
    expect((await get('/clusters/nope/nodes/a/impact')).status).toBe(404);
  });
});
