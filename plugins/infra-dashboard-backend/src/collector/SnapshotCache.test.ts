import type { CacheService } from '@backstage/backend-plugin-api';
import { DEFAULT_TIMINGS, type ProviderEntry } from '../config';
import { SnapshotCache } from './SnapshotCache';

it('shares nothing between entries that lead to different clusters', async () => {
  const entries = new Map<string, unknown>();
  const cache = {
    get: async (key: string) => entries.get(key),
    set: async (key: string, value: unknown) => void entries.set(key, value),
  } as unknown as CacheService;
  const snapshots = new SnapshotCache(cache, { value: 'portal' });
  const entry: ProviderEntry = {
    name: 'lab',
    type: 'nomad',
    enabled: true,
    key: 'infraDashboard.providers[0]',
    source: 'app-config',
    timings: DEFAULT_TIMINGS,
    settings: { url: 'https://10.0.0.1' },
  };
  const shared = { observedAt: 1, tookMs: 1, clusters: [] };
  await snapshots.set(entry, shared);
  expect(await snapshots.get({ ...entry, owner: 'team' })).toEqual(shared);
  for (const other of [
    { name: 'other' },
    { settings: { url: 'https://10.0.0.2' } },
    // The same private address is another server behind another proxy.
    { proxy: 'http://proxy.example:3128' },
  ]) {
    expect(await snapshots.get({ ...entry, ...other })).toBeUndefined();
  }
});
