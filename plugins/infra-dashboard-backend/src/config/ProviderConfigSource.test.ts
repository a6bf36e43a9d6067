import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { mockServices } from '@backstage/backend-test-utils';
import { describeIssues } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { createReport } from '../testing/createReport';
import { HardwareInventory } from '../legacy/files';
import { ProviderConfigSource } from './ProviderConfigSource';
import type { ProviderEntry } from './types';

describe('ProviderConfigSource', () => {
  let folder: string;
  let source: ProviderConfigSource | undefined;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infra-config-'));
  });

  afterEach(async () => {
    await source?.close();
    await rm(folder, { recursive: true });
    jest.clearAllMocks();
  });

  const report = (data: JsonObject) => createReport(data, { logger });

  it('joins app-config with the earlier JSON files and follows their changes', async () => {
    const proxmox = join(folder, 'proxmox_config.json');
    const infrastructure = join(folder, 'infrastructure_config.json');
    await writeFile(
      proxmox,
      JSON.stringify([
        {
          name: 'Büro 1',
          url: 'https://pve.example:8006',
          tokenId: 'a@pve!b',
          tokenSecret: 's',
        },
      ]),
    );
    await writeFile(
      infrastructure,
      JSON.stringify([
        { name: 'k8s', type: 'kubernetes', kubeConfigPath: 'x' },
      ]),
    );
    let latest: ProviderEntry[] = [];
    source = new ProviderConfigSource({
      report: report({
        providers: [{ name: 'first', type: 'openstack' }],
        configFiles: [infrastructure, proxmox, join(folder, 'missing.json')],
      }),
      logger,
    });
    await source.subscribe(entries => {
      latest = entries;
    });
    expect(
      latest.map(({ name, type, source: from }) => [name, type, from]),
    ).toEqual([
      ['first', 'openstack', 'app-config'],
      ['k8s', 'kubernetes', 'infrastructure_config.json'],
      ['Büro 1', 'proxmox', 'proxmox_config.json'],
      ['missing.json', 'unknown', 'missing.json'],
    ]);
    const names = () => latest.map(({ name }) => name);
    const issuesOf = (file: string) =>
      latest.find(({ name }) => name === file)?.issues;
    expect(issuesOf('missing.json')).toEqual([
      {
        key: 'infraDashboard.configFiles[2]',
        message: 'missing.json cannot be read (ENOENT)',
        messageCode: 'named-file-unreadable',
        params: { file: 'missing.json', reason: 'ENOENT' },
        file: 'missing.json',
      },
    ]);

    // Its clusters stay, and the file is listed with the line of the fault.
    await writeFile(
      proxmox,
      '[\n  { "name": "broken",\n    "tokenSecret" "hunter2" }\n]',
    );
    await waitFor(() =>
      expect(issuesOf('proxmox_config.json')).toEqual([
        {
          key: 'infraDashboard.configFiles[1]',
          message: 'proxmox_config.json is not valid JSON',
          messageCode: 'named-file-not-json',
          params: { file: 'proxmox_config.json' },
          file: 'proxmox_config.json',
          line: 3,
        },
      ]),
    );
    const all = [
      'first',
      'k8s',
      'Büro 1',
      'proxmox_config.json',
      'missing.json',
    ];
    expect(names()).toEqual(all);
    await rm(proxmox);
    await waitFor(() =>
      expect(issuesOf('proxmox_config.json')).toEqual([
        expect.objectContaining({
          message: 'proxmox_config.json cannot be read (ENOENT)',
        }),
      ]),
    );
    expect(names()).toEqual(all);
    expect(JSON.stringify(latest)).not.toContain('hunter2');

    // It does not vanish silently.
    await writeFile(proxmox, 'null');
    await waitFor(() =>
      expect(issuesOf('proxmox_config.json')).toMatchObject([
        {
          key: 'proxmox_config.json',
          message: 'must be a list of providers',
        },
      ]),
    );

    await writeFile(proxmox, '[]');
    await writeFile(
      join(folder, 'missing.json'),
      '[\n  { "name": "late" },\n  {\n    "name": "",\n    "enabled": 7 }\n]',
    );
    await waitFor(() =>
      expect(names()).toEqual(['first', 'k8s', 'late', 'missing.json[1]']),
    );
    expect(describeIssues(latest[3].issues!)).toBe(
      'missing.json[1].name: must not be empty (line 4); missing.json[1].enabled: must be true or false (line 5)',
    );
  });

  it('keeps the last configuration when a changed app-config.yaml is invalid', async () => {
    const path = join(folder, 'infrastructure_config.json');
    await writeFile(path, '[{ "name": "one", "type": "proxmox" }]');
    let reader = new ConfigReader({ infraDashboard: { configFiles: [path] } });
    let change = () => {};
    let latest: ProviderEntry[] = [];
    source = new ProviderConfigSource({
      report: createReport(undefined, {
        logger,
        config: {
          getOptional: (key: string) => reader.getOptional(key),
          subscribe: (listener: () => void) => {
            change = listener;
            return { unsubscribe: () => {} };
          },
        } as unknown as RootConfigService,
      }),
      logger,
    });
    await source.subscribe(entries => {
      latest = entries;
    });
    const halves = [
      { infraDashboard: 'configFi' },
      { infraDashboard: { configFiles: 7 } },
    ];
    for (const [index, half] of halves.entries()) {
      reader = new ConfigReader(half);
      change();
      await waitFor(() =>
        expect(logger.error).toHaveBeenCalledTimes(index + 1),
      );
    }
    expect(logger.error.mock.calls.map(([message]) => message)).toEqual([
      expect.stringContaining(': infraDashboard: must be an object.'),
      expect.stringContaining(
        ': infraDashboard.configFiles: must be a list of file names.',
      ),
    ]);
    const files = 'infraDashboard.configFiles';
    const names = () => latest.map(({ name }) => name);
    await waitFor(() => expect(names()).toEqual([files, 'one']));
    await writeFile(path, '[{ "name": "two", "type": "proxmox" }]');
    await waitFor(() => expect(names()).toEqual([files, 'two']));

    // The clusters of a broken file stay, even if app-config.yaml changes meanwhile.
    await writeFile(path, '[{ "name": "two",');
    await waitFor(() => expect(names()).toContain(basename(path)));
    const providers = [{ name: 'three', type: 'proxmox' }];
    reader = new ConfigReader({
      infraDashboard: { configFiles: [path], providers },
    });
    change();
    await waitFor(() =>
      expect(names()).toEqual(['three', 'two', basename(path)]),
    );
  });

  it('finds hardware under the cluster before the node alone', async () => {
    const path = join(folder, 'hardware_inventory.json');
    await writeFile(
      path,
      JSON.stringify({
        paris: { pve1: { manufacturer: 'Dell', productName: 'R650' } },
        pve1: { manufacturer: 'HPE' },
        pve2: { manufacturer: 'Lenovo', cpuModel: 7 },
      }),
    );
    const hardware = new HardwareInventory({
      report: report({ hardwareInventoryFile: path }),
      logger,
    });
    await hardware.open();
    expect(hardware.find('paris', 'pve1')).toEqual({
      manufacturer: 'Dell',
      productName: 'R650',
    });
    expect(hardware.find('berlin', 'pve1')).toEqual({ manufacturer: 'HPE' });
    expect(hardware.find('berlin', 'pve2')).toEqual({});
    expect(hardware.find('toString', 'constructor')).toEqual({});
    await hardware.close();
  });
});
