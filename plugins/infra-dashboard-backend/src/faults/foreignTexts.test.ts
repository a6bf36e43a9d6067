import type { JsonObject } from '@backstage/types';
import {
  FakeApiServer,
  pagesOf,
  TOKEN as BEARER,
} from '../../../infra-dashboard-backend-module-kubernetes/src/__testUtils__/FakeApiServer';
import { rawNode } from '../../../infra-dashboard-backend-module-kubernetes/src/__testUtils__/objects';
import { PASSWORD } from '../../../infra-dashboard-backend-module-openstack/src/__testUtils__/createProvider';
import { FakeCloud } from '../../../infra-dashboard-backend-module-openstack/src/__testUtils__/FakeCloud';
import { ReplayServer } from '../../../infra-dashboard-backend-module-proxmox/src/__testUtils__/replayServer';
import { TOKEN } from '../../../infra-dashboard-backend-module-proxmox/src/__testUtils__/useLab';
import { fill, useForeignTexts } from './__testUtils__/useForeignTexts';

jest.setTimeout(120_000);

describe('a text of a megabyte', () => {
  const { closers, get, read } = useForeignTexts();

  describe('in an error of Proxmox VE', () => {
    const server = new ReplayServer({});
    let url: string;

    beforeAll(async () => {
      url = await server.start();
    });

    afterAll(() => server.stop());

    const refusal = async (status: number, message: string) => {
      server.scenario = {
        'cluster-resources': { status, reason: 'Reason', body: { message } },
      };
      const { error } = await read({ type: 'proxmox', url, ...TOKEN });
      return error?.message;
    };

    // The larger ones are cut off before they are parsed: the reason phrase is left.
    it.each(['a-', 'a.', 'a', 'a:', '1.', ' ', 'https://', 'a-a.', 'PVEA'])(
      'of %j is cut before it is read',
      async unit => {
        expect(await refusal(500, fill(unit))).toBe(
          'Proxmox VE responded with status 500: Reason',
        );
        const message = `Permission check failed (/vms/100, VM.Audit) ${fill(
          unit,
          60_000,
        )}`;
        expect(await refusal(403, message)).toBe(
          'Permission denied: VM.Audit on /vms/100 is missing',
        );
      },
    );

    it('is not cut within an address, which would not be known as one', async () => {
      for (let length = 970; length < 1_000; length += 4) {
        const message = `${fill(
          'https://a.test ',
          length,
        )}pve1.secret.test:8006 ${fill('x', 100)}`;
        server.scenario = {
          'cluster-resources': { status: 500, body: { message } },
        };
        const text = await refusal(500, message);
        expect(text).not.toMatch(/pve|secret|test|http/);
      }
    });
  });

  it('in an error or a condition of Kubernetes', async () => {
    const server = new FakeApiServer();
    closers.push(() => server.close());
    const url = await server.listen();
    const node = rawNode('a');
    for (const unit of ['Corrupt', 'Ready', 'a-']) {
      (node.status.conditions as object[]).push({
        type: `${fill(unit)}!`,
        status: 'True',
        reason: fill(unit),
        message: fill(unit),
        lastTransitionTime: fill('2026-'),
      });
    }
    server.routes['/api/v1/nodes'] = pagesOf([node]);
    server.routes['/api/v1/pods'] = { status: 500, body: fill('a-a.') };
    const entry = { type: 'kubernetes', url, serviceAccountToken: BEARER };
    expect((await read(entry)).error?.code).toBe('UPSTREAM_ERROR');
    const { items } = await get('/clusters?include=nodes');
    const { conditions } = items[0].nodes[0];
    expect(conditions.map((one: any) => one.type.length)).toEqual([
      5, 100, 100, 100,
    ]);
    expect(items[0].error).toBeUndefined();
  });

  describe('from OpenStack', () => {
    let cloud: FakeCloud;
    let entry: JsonObject;

    beforeEach(async () => {
      cloud = new FakeCloud();
      closers.push(() => cloud.close());
      const authUrl = await cloud.listen();
      entry = { type: 'openstack', authUrl, ...PASSWORD };
    });

    it('as an access rule, where only short ones are followed', async () => {
      const rules = [
        fill('{'),
        fill('*a'),
        fill('**a', 250),
        fill('**/', 250),
        '/compute/**/det{b}ail',
      ];
      cloud.editToken = token => {
        token.application_credential = {
          access_rules: rules.map(path => ({
            service: 'compute',
            method: 'GET',
            path,
          })),
        };
      };
      cloud.routes['compute /servers/detail'] = { status: 401 };
      expect((await read(entry)).error).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('access rules'),
      });
    });

    it('as an address in the catalog', async () => {
      cloud.editToken = token => {
        for (const { type, endpoints } of token.catalog) {
          if (type !== 'compute') continue;
          for (const endpoint of endpoints) endpoint.url += `${fill('/')}x`;
        }
      };
      expect((await read(entry)).error).toMatchObject({
        code: 'INVALID_RESPONSE',
        message: expect.stringContaining('is not an http or https address'),
      });
    });

    it('as an error', async () => {
      for (const unit of ['maximum is 1', '"max_version": ', 'a-']) {
        cloud.routes['compute /servers/detail'] = {
          status: 406,
          body: fill(unit),
        };
        expect((await read(entry)).error?.code).toBe('UPSTREAM_ERROR');
      }
    });
  });
});
