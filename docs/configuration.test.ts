import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { parse } from 'yaml';
import {
  ProviderConfigSource,
  type ProviderEntry,
} from '../plugins/infra-dashboard-backend/src/config';
import { HardwareInventory } from '../plugins/infra-dashboard-backend/src/legacy/files';
import { createRegistry } from '../plugins/infra-dashboard-backend/src/testing/createRegistry';
import { createReport } from '../plugins/infra-dashboard-backend/src/testing/createReport';
import { BLOCKS, PLATFORMS, read, ROOT } from './__testUtils__/pages';
import { nomadPlatform } from './examples/nomad/platform';

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const FINGERPRINT = Array(32).fill('AB').join(':');

/** Variables and files as if they were there. */
function filledIn(text: string, caFile: string): string {
  return text
    .replace(/\$\{(\w+)\}/g, 'value-of-$1')
    .replace("'AB:CD:…'", `'${FINGERPRINT}'`)
    .replace(/(caFile: ).*/g, `$1${caFile}`);
}

/** Keys of all platforms; an entry with none of its own is there for these only. */
const isFragment = ({ settings }: ProviderEntry) =>
  Object.keys(settings).length === 0;

describe('the documentation', () => {
  const logger = mockServices.logger.mock();
  const registry = createRegistry();
  registry.addPlatform(nomadPlatform);
  let folder: string;
  let caFile: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infra-documentation-'));
    caFile = join(folder, 'ca.pem');
    await writeFile(caFile, PEM);
  });

  afterAll(() => rm(folder, { recursive: true }));

  /** What is wrong with the entries of a configuration, and how many there are. */
  async function readEntries(data: JsonObject) {
    const report = createReport(data.infraDashboard, { logger });
    const source = new ProviderConfigSource({ report, logger });
    let entries: ProviderEntry[] = [];
    await source.subscribe(current => {
      entries = current;
    });
    await source.close();
    const problems = entries.flatMap(entry =>
      isFragment(entry) && !entry.issues ? [] : registry.issuesOf(entry),
    );
    return { count: entries.length, problems };
  }

  const configurations = () =>
    [
      ...BLOCKS.filter(({ language }) => language === 'yaml'),
      {
        name: 'app-config.example.yaml',
        text: read('app-config.example.yaml'),
      },
    ]
      .filter(({ text }) =>
        /^(infraDashboard|catalog|search|backend|permission):/m.test(text),
      )
      .map(({ name, text }) => ({
        name,
        data: parse(filledIn(text, caFile)) as JsonObject,
      }));

  it('has configuration that the providers take', async () => {
    let count = 0;
    for (const { name, data } of configurations()) {
      const { configFiles: _, ...infraDashboard } = (data.infraDashboard ??
        {}) as JsonObject;
      const result = await readEntries({ infraDashboard });
      expect({ name, problems: result.problems }).toEqual({
        name,
        problems: [],
      });
      count += result.count;
    }
    expect(count).toBeGreaterThan(20);
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('has configuration, a reference and examples that fit the schema', async () => {
    const configs = configurations().map(({ name, data }) => {
      const { providers, ...rest } = (data.infraDashboard ?? {}) as JsonObject;
      // Keys of an added platform are declared by its own module.
      const known = (providers as JsonObject[] | undefined)?.filter(
        ({ type }) => (PLATFORMS as readonly unknown[]).includes(type),
      );
      return {
        name,
        data: {
          ...data,
          infraDashboard: { ...rest, ...(known && { providers: known }) },
        },
      };
    });
    const script = join(ROOT, 'scripts/docs/configuration.mjs');
    const run = (mode: string, input = '') =>
      new Promise<string>((done, fail) => {
        const child = execFile(
          process.execPath,
          [script, mode],
          { timeout: 150_000 },
          (error, stdout, stderr) =>
            error ? fail(new Error(stderr || error.message)) : done(stdout),
        );
        child.stdin?.end(input);
      });
    const [problems] = await Promise.all([
      run('--validate', JSON.stringify(configs)),
      run('--check'),
    ]);
    expect(JSON.parse(problems)).toEqual([]);
  }, 180_000);

  it('has JSON files that are taken as the earlier dashboard took them', async () => {
    const json = BLOCKS.filter(({ language }) => language === 'json').map(
      ({ name, text }) => ({ name, text, value: JSON.parse(text) }),
    );
    const example = 'infrastructure_config.example.json';
    const lists = [
      ...json.filter(({ value }) => Array.isArray(value)),
      { name: example, text: read(example) },
    ];
    expect(lists.length).toBeGreaterThan(2);
    for (const { name, text } of lists) {
      const file = join(folder, 'providers.json');
      await writeFile(file, text);
      const result = await readEntries({
        infraDashboard: { configFiles: [file] },
      });
      expect({ name, problems: result.problems }).toEqual({
        name,
        problems: [],
      });
      expect(result.count).toBe(JSON.parse(text).length);
    }

    const hardwareInventoryFile = join(folder, 'hardware_inventory.json');
    const inventory = json.find(({ text }) => text.includes('"manufacturer"'))!;
    await writeFile(hardwareInventoryFile, inventory.text);
    const report = createReport({ hardwareInventoryFile }, { logger });
    const hardware = new HardwareInventory({ report, logger });
    await hardware.open();
    await hardware.close();
    expect(hardware.find('Rack 1 (Köln)', 'pve1')).toEqual({
      manufacturer: 'Dell Inc.',
      productName: 'PowerEdge R740',
    });
    expect(hardware.find('elsewhere', 'pve2').manufacturer).toBe('Supermicro');
  });
});
