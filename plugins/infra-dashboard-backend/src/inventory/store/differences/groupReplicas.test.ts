import { fakeWorkload } from '../../../testing/FakeProvider';
import { compareWorkloads } from './compareWorkloads';
import { groupReplicas } from './groupReplicas';

describe('groupReplicas', () => {
  const added = (name: string, values: object) => {
    const workload = fakeWorkload('alpha', name, {
      ...{ owner: { kind: 'Job', name: 'web' }, ...values },
    });
    const [change] = compareWorkloads(undefined, workload);
    return { workload, change };
  };
  const summarize = async (...all: ReturnType<typeof added>[]) =>
    (await groupReplicas(all)).map(({ count, labels, ownerRef }) => ({
      ...{ count, labels, ownerRef },
    }));

  it('says of several replicas only what a permission may take for all of them', async () => {
    const shop = { labels: { app: 'shop' } };
    const labels = '\n["app","shop"]\n';
    expect(await summarize(added('a', shop), added('b', shop))).toEqual([
      { count: 2, labels },
    ]);
    expect(
      await summarize(
        added('a', shop),
        added('b', { labels: { app: 'bank' } }),
      ),
    ).toEqual([{ count: 2 }]);
    const ownerRef = 'group:default/red';
    expect(
      await summarize(added('a', shop), added('b', { ...shop, ownerRef })),
    ).toEqual([{ labels }, { labels, ownerRef }]);
  });
});
