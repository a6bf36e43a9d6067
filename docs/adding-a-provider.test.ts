import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as common from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { connectionCheckSchema } from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import * as node from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { Platform } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import {
  createTestContext,
  readOne,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as zod from 'zod';
import { blocksOf } from './__testUtils__/pages';

describe('the documentation', () => {
  it('has an added platform that reads its clusters', async () => {
    const blocks = blocksOf('docs/adding-a-provider.md');
    const source = blocks.find(({ text }) =>
      text.startsWith('// src/platform.ts'),
    )!;
    const { outputText } = transpileModule(source.text, {
      compilerOptions: {
        module: ModuleKind.CommonJS,
        target: ScriptTarget.ES2022,
      },
    });
    const exported: { nomadPlatform?: Platform<any> } = {};
    // eslint-disable-next-line no-new-func
    new Function('require', 'exports', outputText)((name: string) => {
      if (name === 'zod') return zod;
      return name.endsWith('-node') ? node : common;
    }, exported);
    const server = createServer((request, response) => {
      const isKnown = request.headers['x-nomad-token'] === 'good';
      response.statusCode = isKnown ? 200 : 403;
      response.end('[{"ID": "1", "Name": "client-1", "Status": "down"}]');
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const create = (token: string) =>
      exported.nomadPlatform!.create(
        createTestContext({
          name: 'nomad-eu',
          config: { url: `http://127.0.0.1:${port}`, token },
        }),
      );
    const options = { signal: AbortSignal.timeout(10_000) };
    try {
      expect(await readOne(create('good'), options)).toMatchObject({
        name: 'nomad-eu',
        health: 'degraded',
        totals: { nodes: { total: 1, 'not-ready': 1 } },
      });
      await expect(readOne(create('bad'), options)).rejects.toMatchObject({
        name: 'ProviderFailure',
        code: 'UNAUTHORIZED',
      });
      const check = await create('bad').check(options);
      expect(connectionCheckSchema.parse(check).ok).toBe(false);
    } finally {
      server.close();
    }
  });
});
