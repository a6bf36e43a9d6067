import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster, KubernetesCluster } from '@infra-dashboard/simulator';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { FaultBench } from './__testUtils__/FaultBench';

jest.setTimeout(60_000);

const PODS = '/api/v1/pods';
const NEVER_MS = 3_600_000;

const BOTH = ['ghost', 'web-1'];
const ONE = ['web-1'];

describe('watches that lose the truth', () => {
  let bench: FaultBench;

  const update = (change: (cluster: KubernetesCluster) => void) =>
    bench.simulator.update('lab', cluster =>
      change(cluster as KubernetesCluster),
    );

  const addPod = (name: string) =>
    update(({ workloads }) => {
      workloads.push({ ...workloads[0], name });
    });

  const removeGhost = (cluster: Pick<Cluster, 'workloads'>) => {
    cluster.workloads = cluster.workloads.filter(
      ({ name }) => name !== 'ghost',
    ) as Cluster['workloads'];
  };

  /** Refreshes, and returns what the API shows of the pods. */
  async function look(options?: { force: boolean }) {
    await bench.collector.refresh('lab', options);
    const { cluster, workloads } = bench.observe('lab');
    return {
      pods: workloads
        .filter(({ type }) => type === 'pod')
        .map(({ name }) => name)
        .sort(),
      observedAt: Date.parse(cluster.workloadsFreshness!.observedAt!),
      limitations: (cluster.limitations ?? []).map(({ code }) => code),
    };
  }

  /** How often the pods were listed. */
  const lists = () =>
    bench.simulator.requests
      .list({ cluster: 'lab' })
      .filter(({ path, query }) => path === PODS && !query.includes('watch'))
      .length;

  /** A time that nothing before or after it shares. */
  async function markTime(): Promise<number> {
    await sleep(2);
    const now = Date.now();
    await sleep(2);
    return now;
  }

  /** Sets the clock forward. */
  function pass(ms: number): void {
    const { now } = Date;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + ms);
  }

  beforeEach(async () => {
    bench = await FaultBench.start({ lab: 'kubernetes' });
    await addPod('ghost');
    bench.connect('lab', {
      timings: { refreshMs: NEVER_MS, staleAfterMs: NEVER_MS },
    });
    await look();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await bench.stop();
  });

  it.each(['reset', 'end'] as const)(
    'shows no old pods as new when a watch resumes after its %s, before the missed events are there',
    async how => {
      const watches = bench.simulator.watches('lab');
      watches.cut(how);
      watches.hold();
      const brokenAt = await markTime();
      await update(removeGhost);
      const during = await look();
      expect(during.pods).toEqual(BOTH);
      expect(during.observedAt).toBeLessThanOrEqual(brokenAt);

      watches.release();
      await waitFor(async () => {
        const { pods, observedAt } = await look();
        expect(pods).toEqual(ONE);
        expect(observedAt).toBeGreaterThan(brokenAt);
      });
      expect(lists()).toBe(1);
    },
  );

  it('has caught up within one refresh after an outage, or has listed again', async () => {
    const outage = async (change: () => void) => {
      await update(cluster => {
        cluster.reachable = false;
      });
      await look();
      change();
      await update(cluster => {
        cluster.reachable = true;
      });
      const endedAt = Date.now();
      const seen = await look();
      expect(seen.observedAt).toBeGreaterThanOrEqual(endedAt);
      return seen.pods;
    };
    const removed = await outage(() => void update(removeGhost));
    expect(removed).toEqual(ONE);
    expect(lists()).toBe(1);
    const expired = await outage(() => {
      void addPod('new');
      bench.simulator.compact('lab');
    });
    expect(expired).toEqual(['new', 'web-1']);
    expect(lists()).toBe(2);
  });

  it('shows a half-open connection with its age, and replaces it after two intervals', async () => {
    const watches = bench.simulator.watches('lab');
    watches.hold('open');
    const droppedAt = await markTime();
    await update(removeGhost);
    for (let refresh = 0; refresh < 3; refresh += 1) {
      const seen = await look();
      expect(seen.pods).toEqual(BOTH);
      expect(seen.observedAt).toBeLessThanOrEqual(droppedAt);
    }
    pass(30_000);
    const resumedAt = Date.now();
    const after = await look();
    expect(after.pods).toEqual(ONE);
    expect(after.observedAt).toBeGreaterThanOrEqual(resumedAt);
  });

  it('stays current by bookmarks where nothing changes, without another list', async () => {
    // Refreshes that follow each other quickly have short watches.
    await look();
    await look({ force: true });
    const listed = lists();
    const listedAt = Date.now();
    await waitFor(async () =>
      expect((await look()).observedAt).toBeGreaterThan(listedAt),
    );
    expect(lists()).toBe(listed);
  });

  it('lists again where a server sends no bookmarks', async () => {
    await update(cluster => {
      cluster.bookmarks = false;
    });
    bench.simulator.watches('lab').cut();
    pass(60_000);
    const now = Date.now();
    expect((await look()).observedAt).toBeGreaterThanOrEqual(now);
    expect(lists()).toBe(2);
  });

  it('lists again when a person refreshes, also during another refresh', async () => {
    bench.simulator.restore('lab', removeGhost);
    expect((await look()).pods).toEqual(BOTH);
    const background = look();
    expect((await look({ force: true })).pods).toEqual(ONE);
    await background;
  });

  it('lists again by itself, however well the watch works', async () => {
    bench.simulator.restore('lab', removeGhost);
    expect((await look()).pods).toEqual(BOTH);
    pass(40 * 60_000);
    await addPod('new');
    // The event is there before the refresh, so that the watch is alive.
    await sleep(500);
    expect((await look()).pods).toEqual(['new', 'web-1']);
  });

  it('lists again when versions go backwards, as after a restore of etcd', async () => {
    bench.simulator.restore('lab', removeGhost, 100);
    expect((await look()).pods).toEqual(ONE);
    const listed = lists();
    await addPod('new');
    await waitFor(async () =>
      expect((await look()).pods).toEqual(['new', 'web-1']),
    );
    expect(lists()).toBe(listed);
  });

  it('notices a restore of etcd by the silence of the watch where nodes are hidden', async () => {
    await update(cluster => {
      cluster.denied = ['nodes'];
    });
    const restoredAt = Date.now();
    bench.simulator.restore('lab', removeGhost, 100);
    const during = await look();
    expect(during.pods.length > 1 && during.observedAt > restoredAt).toBe(
      false,
    );
    pass(60_000);
    expect((await look()).pods).toEqual(ONE);
  });

  it('watches as soon as it may', async () => {
    await update(cluster => {
      cluster.denied = ['watch pods'];
    });
    bench.simulator.watches('lab').cut();
    expect((await look()).limitations).toContain('no-permission-watch-pods');
    expect((await look()).limitations).toContain('no-permission-watch-pods');
    await update(cluster => {
      cluster.denied = [];
    });
    expect((await look()).limitations).toEqual([]);
    const before = lists();
    await look();
    expect(lists()).toBe(before);
  });
});
