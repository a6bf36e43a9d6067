import type { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { ProviderStatus } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import request from 'supertest';
import { features as ownFeatures } from '../../testing/features';
import { LongestBlock } from './LongestBlock';

/** One megabyte of it, or so much. */
export function fill(unit: string, length = 1024 * 1024): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** What takes time in steps that grow with the square of the text takes minutes. */
export const MAX_HOLD_MS = 2_000;

/** Starts backends, and stops them and what `closers` holds after each test. */
export function useForeignTexts() {
  let backend: TestBackend | undefined;
  const closers: Array<() => Promise<void>> = [];
  const hold = new LongestBlock();

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
    for (const close of closers.splice(0)) await close();
  });

  async function start(config: JsonObject, features: BackendFeature[] = []) {
    backend = await startTestBackend({
      features: [
        ...ownFeatures,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            infraDashboard: config,
          },
        }),
        ...features,
      ],
    });
  }

  async function get(path: string) {
    const { status, body } = await request(backend!.server)
      .get(`/api/infra-dashboard${path}`)
      .set('Authorization', mockCredentials.user.header());
    expect(status).toBe(200);
    return body;
  }

  /** The status of the only provider after it was read. */
  async function read(entry: JsonObject): Promise<ProviderStatus> {
    let status: ProviderStatus | undefined;
    await backend?.stop();
    await hold.during(async () => {
      await start({
        defaults: { refreshInterval: '1h', timeout: '20s' },
        providers: [{ name: 'lab', ...entry }],
      });
      status = await waitFor(async () => {
        const { items } = await get('/providers');
        if (items[0].state === 'pending') throw new Error('pending');
        return items[0];
      });
    });
    expect(hold.milliseconds).toBeLessThan(MAX_HOLD_MS);
    return status!;
  }

  return { closers, hold, start, get, read };
}
