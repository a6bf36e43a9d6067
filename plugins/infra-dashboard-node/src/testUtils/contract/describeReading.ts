import {
  HEALTHS,
  NODE_STATES,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { workloadDetailSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { readAll, readOne } from '../readAll';
import { useSubject, type PlatformUnderTest } from './PlatformUnderTest';

function duplicatesOf(ids: string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

/** @public */
export function describeReading<TConfig>(
  under: PlatformUnderTest<TConfig>,
): void {
  describe('reading', () => {
    const subject = useSubject(under);

    it('sends nothing before the first read', async () => {
      const { proxy, create } = subject();
      const before = proxy.requests;
      create();
      await new Promise(resolve => setTimeout(resolve, 50));
      expect(proxy.requests).toBe(before);
    });

    it('yields clusters with nodes and workloads that fit the model', async () => {
      const types = under.platform.workloadTypes.map(({ type }) => type);
      const readings = await readAll(subject().create());
      expect(readings.length).toBeGreaterThan(0);
      expect(duplicatesOf(readings.map(({ name }) => name))).toEqual([]);
      for (const { name, topology, workloads } of readings) {
        if (!topology.ok) throw topology.failure;
        if (!workloads.ok) throw workloads.failure;
        expect(name.startsWith('subject')).toBe(true);
        const { nodes } = topology.value;
        const { items } = workloads.value;
        expect(nodes.length).toBeGreaterThan(0);
        expect(items.length).toBeGreaterThan(0);
        expect(duplicatesOf(nodes.map(({ id }) => id))).toEqual([]);
        expect(duplicatesOf(items.map(({ id }) => id))).toEqual([]);
        for (const node of nodes) {
          expect(node).toMatchObject({
            cluster: name,
            provider: under.platform.type,
          });
          expect(HEALTHS).toContain(node.health);
          expect(NODE_STATES).toContain(node.status);
        }
        for (const item of items) {
          expect(item).toMatchObject({
            cluster: name,
            provider: under.platform.type,
          });
          expect(HEALTHS).toContain(item.health);
          expect(types).toContain(item.type);
        }
      }
    });

    it('gives nodes and workloads the same ids in each read, also after a restart', async () => {
      const { create } = subject();
      const idsOf = async (provider = create()) => {
        const { nodes, workloads } = await readOne(provider);
        return [nodes, workloads.items].map(list =>
          list.map(({ id }) => id).sort(),
        );
      };
      const first = create();
      const ids = await idsOf(first);
      expect(await idsOf(first)).toEqual(ids);
      expect(await idsOf()).toEqual(ids);
    });

    it('describes a node by the name that it gave it, and none by another name', async () => {
      const provider = subject().create();
      const { name, nodes } = await readOne(provider);
      const { signal } = new AbortController();
      if (!provider.describe) return;
      const detail = await provider.describe(
        { cluster: name, node: nodes[0].name },
        { signal },
      );
      // A platform may have details of workloads only.
      if (detail && !detail.node) return;
      expect(detail?.node).toMatchObject({ id: nodes[0].id });
      expect(
        await provider.describe(
          { cluster: name, node: 'no-such-node' },
          { signal },
        ),
      ).toBeUndefined();
    });

    it('describes a workload that it read, and none with another id', async () => {
      const provider = subject().create();
      const { name: cluster, workloads } = await readOne(provider);
      const [workload] = workloads.items;
      const { signal } = new AbortController();
      if (!provider.describe || !workload) return;
      const detail = await provider.describe({ cluster, workload }, { signal });
      if (detail && !detail.workload) return;
      expect(workloadDetailSchema.parse(detail?.workload)).toEqual(
        detail?.workload,
      );
      const other = { ...workload, id: `${workload.id}0` };
      expect(
        await provider.describe({ cluster, workload: other }, { signal }),
      ).toBeUndefined();
    });

    it('checks the connection and reports what passed', async () => {
      const { signal } = new AbortController();
      const check = await subject().create().check({ signal });
      expect(check.ok).toBe(true);
      expect(check.checks.length).toBeGreaterThan(0);
    });
  });
}
