import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createProvider } from './createProvider';
import { FakeApiServer, pagesOf } from './FakeApiServer';
import { rawNode } from './objects';

const { signal } = new AbortController();

/** An API server with one node, and a folder for a kubeconfig and its files, per test. */
export function useKubeConfig() {
  const open: Array<{ close(): Promise<void> }> = [];
  let directory: string;
  const lab = {
    server: undefined as unknown as FakeApiServer,
    url: '',
    file: (name: string) => join(directory, name),

    async start(...args: ConstructorParameters<typeof FakeApiServer>) {
      lab.server = new FakeApiServer(...args);
      open.push(lab.server);
      lab.server.routes['/api/v1/nodes'] = pagesOf([rawNode('a')]);
      lab.url = await lab.server.listen();
    },

    /** Closed after the test. */
    provider(config: object) {
      const created = createProvider(config);
      open.unshift(created);
      return created;
    },

    read: (config: object) => lab.provider(config).getAllClusters({ signal }),

    /** Writes a kubeconfig, and returns the configuration that reads it. */
    async kubeConfig(options: {
      user?: object;
      cluster?: object;
      extra?: object;
    }) {
      const { user = {}, cluster = {}, extra } = options;
      await writeFile(
        lab.file('config'),
        stringify({
          apiVersion: 'v1',
          kind: 'Config',
          'current-context': 'main',
          contexts: [
            { name: 'main', context: { cluster: 'c', user: 'u' } },
            { name: 'broken', context: { cluster: 'none', user: 'u' } },
          ],
          clusters: [{ name: 'c', cluster: { server: lab.url, ...cluster } }],
          users: [{ name: 'u', user }],
          ...extra,
        }),
      );
      return { kubeConfigPath: lab.file('config') };
    },
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  });

  afterEach(async () => {
    for (const item of open.splice(0)) await item.close();
    await rm(directory, { recursive: true });
  });

  return lab;
}
