import { createTestContext } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { OpenStackClient } from '../client';
import type { OpenStackRequest } from '../client/request';
import { openstackConfigSchema } from '../config';
import { readSettings } from '../config/settings';
import { serverSchema } from '../schemas';
import { PASSWORD } from './createProvider';
import { FakeCloud } from './FakeCloud';

const { signal } = new AbortController();

export const SERVERS = {
  service: 'compute',
  path: '/servers/detail',
  query: { all_tenants: 1 },
  key: 'servers',
  schema: serverSchema,
  action: 'list servers',
  signal,
} as const;

export const HYPERVISORS: OpenStackRequest = {
  service: 'compute',
  path: '/os-hypervisors/detail',
  action: 'list hypervisors',
  signal,
};

/** A cloud and its clients, which are closed after a test. */
export class ClientFixture {
  readonly cloud = new FakeCloud();
  #authUrl: Promise<string> | undefined;
  #open: OpenStackClient[] = [];

  async client(config: object = {}): Promise<OpenStackClient> {
    this.#authUrl ??= this.cloud.listen();
    const authUrl = await this.#authUrl;
    const client = new OpenStackClient({
      settings: await readSettings(
        openstackConfigSchema.parse({ authUrl, ...PASSWORD, ...config }),
      ),
      ...createTestContext({ config: {} }),
    });
    this.#open.push(client);
    return client;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#open.map(client => client.close()));
    await this.cloud.close();
  }
}
