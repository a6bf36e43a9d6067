import {
  demoFleet,
  startSimulator,
  type Simulator,
} from '@infra-dashboard/simulator';
import type { WorkloadsChange } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  waitFor,
  type PartReader,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { createProvider } from '../__testUtils__/createProvider';
import { PODS } from '../__testUtils__/useLab';

jest.setTimeout(60_000);

const { signal } = new AbortController();

describe('watches of Kubernetes', () => {
  let simulator: Simulator;
  let provider: PartReader;

  beforeEach(async () => {
    const clusters = demoFleet().clusters.filter(
      ({ name }) => name === 'k8s-prod',
    );
    simulator = await startSimulator({ fleet: { clusters } });
    const { url, credentials } = simulator.clusters.get('k8s-prod')!;
    provider = createProvider({
      url,
      serviceAccountToken: credentials.token,
    });
  });

  afterEach(async () => {
    await provider.close();
    await simulator.stop();
  });

  const read = async () => {
    const cycle = {};
    await provider.getAllClusters({ signal, cycle });
    const { items } = await provider.getWorkloads('lab', { signal, cycle });
    return items.filter(({ type }) => type === 'pod');
  };

  const update = (change: (workloads: any[]) => void) =>
    simulator.update('k8s-prod', cluster => change(cluster.workloads));

  /** Lists and watches of the pods so far. */
  function countRequests() {
    const ofPods = simulator.requests
      .list({ cluster: 'k8s-prod' })
      .filter(({ path }) => path === PODS);
    const isWatch = ({ query }: { query: string }) =>
      query.includes('watch=true');
    return {
      lists: ofPods.filter(one => !isWatch(one)).length,
      watches: ofPods.filter(isWatch).length,
    };
  }

  it('lists once, and then follows the changes', async () => {
    const before = await read();
    await update(workloads => {
      workloads.push({ ...workloads[3], name: 'web-shop-new' });
      const first = workloads.find(({ name }) => name === before[0].name);
      first.state = 'CrashLoopBackOff';
    });
    const changed = await waitFor(async () => {
      const pods = await read();
      expect(pods).toHaveLength(before.length + 1);
      return pods;
    });
    expect(changed.find(({ name }) => name === 'web-shop-new')).toBeDefined();
    await waitFor(async () => {
      const first = (await read()).find(({ id }) => id === before[0].id);
      expect(first?.status).toBe('CrashLoopBackOff');
    });
    await update(workloads => workloads.pop());
    await waitFor(async () => expect(await read()).toHaveLength(before.length));
    expect(countRequests()).toEqual({ lists: 1, watches: 1 });
  });

  it('reports a change, and has the workloads with it, without a request', async () => {
    const before = await read();
    const changes: WorkloadsChange[] = [];
    const ending = new AbortController();
    provider.provider.watch!({
      signal: ending.signal,
      onChange: change => changes.push(change),
    });
    const requests = () =>
      simulator.requests.list({ cluster: 'k8s-prod' }).length;
    const sent = requests();
    await update(workloads => {
      workloads.push({ ...workloads[3], name: 'web-shop-new' });
    });
    await waitFor(() => expect(changes.length).toBeGreaterThan(0));
    expect(changes[0].cluster).toBe('lab');
    await waitFor(async () => {
      const latest = await changes[0].read();
      const pods = latest!.items.filter(({ type }) => type === 'pod');
      expect(pods).toHaveLength(before.length + 1);
      // What belongs to other lists is that of the last read.
      const same = pods.find(({ id }) => id === before[0].id);
      expect(same).toMatchObject({
        owner: before[0].owner,
        controllerId: before[0].controllerId,
        cpu: before[0].cpu,
      });
    });
    expect(requests()).toBe(sent);
    // Another replica reads from now on, so the streams end.
    ending.abort();
    const count = changes.length;
    expect(await changes[0].read()).toBeUndefined();
    await update(workloads => workloads.pop());
    expect(await read()).toHaveLength(before.length);
    expect(changes).toHaveLength(count);
    expect(countRequests()).toEqual({ lists: 2, watches: 2 });
  });

  it('resumes a stream that ended, and lists again where that is too late', async () => {
    const before = await read();
    await simulator.update('k8s-prod', cluster => {
      cluster.reachable = false;
    });
    await expect(read()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    await simulator.update('k8s-prod', cluster => {
      cluster.reachable = true;
    });
    expect(await read()).toHaveLength(before.length);
    expect(countRequests()).toEqual({ lists: 1, watches: 2 });

    await simulator.update('k8s-prod', cluster => {
      cluster.reachable = false;
    });
    await update(workloads => workloads.pop());
    simulator.compact('k8s-prod');
    await simulator.update('k8s-prod', cluster => {
      cluster.reachable = true;
    });
    await waitFor(async () =>
      expect(await read()).toHaveLength(before.length - 1),
    );
    const { lists, watches } = countRequests();
    expect(lists).toBe(2);
    expect(watches).toBeGreaterThanOrEqual(3);
    await read();
    await read();
    // No storm of lists once it stands again.
    expect(countRequests().lists).toBe(2);
  });

  it('sends no request after it is closed', async () => {
    await read();
    await provider.close();
    await update(workloads => workloads.pop());
    await new Promise(next => setTimeout(next, 100));
    expect(countRequests()).toEqual({ lists: 1, watches: 1 });
  });
});
