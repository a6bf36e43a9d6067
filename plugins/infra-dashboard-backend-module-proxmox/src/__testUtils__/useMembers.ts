import type { Scenario } from './replayServer';
import { signal, TOKEN, useLab } from './useLab';

/** Starts clusters with several addresses, and moves the monotonic clock. */
export function useMembers() {
  const { serve, connect } = useLab();
  let laterMs = 0;

  beforeEach(() => {
    laterMs = 0;
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + laterMs);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Servers of some installations, and a provider that has them all as addresses. */
  async function start(scenarios: Scenario[], settings: object = TOKEN) {
    const servers = await Promise.all(scenarios.map(one => serve(one)));
    const urls = servers.map(({ url }) => url);
    const provider = connect({ urls, ...settings });
    const read = async () => {
      const cycle = {};
      const [cluster] = await provider.getAllClusters({ signal, cycle });
      const { items } = await provider.getWorkloads('lab', { signal, cycle });
      return {
        cluster,
        guests: items.map(({ name }) => name),
        limitations: cluster.limitations ?? [],
      };
    };
    return { servers, provider, read };
  }

  const wait = (ms: number) => {
    laterMs += ms;
  };
  return { serve, connect, start, wait };
}
