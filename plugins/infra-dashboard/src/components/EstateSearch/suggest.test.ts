import { recordedInventory } from '../../__testUtils__/demoInventory';
import { suggest } from './suggest';

const { clusters, workloads } = recordedInventory();

const namesOf = (text: string, found = { clusters, workloads: [] as any[] }) =>
  suggest(text, found).map(({ kind, name }) => `${kind} ${name}`);

describe('suggestions of the search', () => {
  it('finds clusters and nodes by words of their names, and nodes by address', () => {
    expect(namesOf('PARIS pve')).toEqual(['cluster pve-paris']);
    expect(namesOf('pve1')).toContain('node pve1');
    const node = clusters
      .flatMap(({ nodes = [] }) => nodes)
      .find(({ addresses }) => addresses?.length)!;
    expect(namesOf(node.addresses![0])).toContain(`node ${node.name}`);
  });

  it('suggests each entity of the workloads that were found once, by its name', () => {
    const found = ['component:default/payments', 'system:shops/store'];
    const of = (...entityRefs: string[]) => ({ ...workloads[0], entityRefs });
    const all = { clusters: [], workloads: [of(...found), of(found[0])] };
    expect(namesOf('pay', all).slice(0, 1)).toEqual(['entity payments']);
    expect(namesOf('store', all)[0]).toBe('entity store');
    // The namespace is no name.
    expect(namesOf('shops', all)[0]).toMatch(/^workload /);
  });

  it('shows a few of each kind, and no cluster that looks well and is not', () => {
    const counts = new Map<string, number>();
    for (const { kind } of suggest('e', { clusters, workloads })) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toMatchObject({
      cluster: 3,
      node: 3,
      workload: 6,
    });
    const [edge] = suggest('k8s-edge', { clusters, workloads: [] });
    expect(edge).toMatchObject({ kind: 'cluster', tone: 'failed' });
  });
});
