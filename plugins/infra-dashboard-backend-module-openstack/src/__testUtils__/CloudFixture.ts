import type { Limitation } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { ProviderFailure } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { PartReader } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { createProvider, PASSWORD } from './createProvider';
import { FakeCloud } from './FakeCloud';

/** A cloud and its providers, which are closed after a test. */
export class CloudFixture {
  cloud!: FakeCloud;
  #authUrl = '';
  #open: Array<{ close(): Promise<void> }> = [];

  async start(role: 'admin' | 'member' = 'admin'): Promise<void> {
    this.cloud = new FakeCloud(role);
    this.#authUrl = await this.cloud.listen();
  }

  provider(config: object = {}, timeouts?: object): PartReader {
    const created = createProvider(
      { authUrl: this.#authUrl, ...PASSWORD, ...config },
      timeouts,
    );
    this.#open.push(created);
    return created;
  }

  async stop(): Promise<void> {
    jest.restoreAllMocks();
    for (const item of this.#open.splice(0)) await item.close();
    await this.cloud.close();
  }
}

/** The cluster and its workloads, of the same read. */
export async function read(from: PartReader) {
  const { signal } = new AbortController();
  const cycle = {};
  const [cluster] = await from.getAllClusters({ signal, cycle });
  const workloads = await from.getWorkloads('lab', { signal, cycle });
  return { cluster, workloads };
}

export async function failure(
  promise: Promise<unknown>,
): Promise<ProviderFailure> {
  const error: any = await promise.catch(reason => reason);
  expect(error).toBeInstanceOf(ProviderFailure);
  return error;
}

export function codes(limitations: Limitation[] | undefined): string[] {
  return (limitations ?? []).map(({ code }) => code);
}
