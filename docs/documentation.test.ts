import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { PROVIDER_ERROR_CODES } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  clusterListSchema,
  connectionCheckSchema,
  healthReportSchema,
  workloadPageSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import { parse, parseAllDocuments } from 'yaml';
import {
  HardwareInventory,
  ProviderConfigSource,
} from '../plugins/infra-dashboard-backend/src/config';
import { createReport } from '../plugins/infra-dashboard-backend/src/testing/createReport';
import type { ProviderEntry } from '../plugins/infra-dashboard-backend/src/config';
import { createRegistry } from '../plugins/infra-dashboard-backend/src/testing/createRegistry';
import type { ResourceRule } from '../plugins/infra-dashboard-backend-module-kubernetes/src/resourceRule';
import {
  ALL_RULES,
  NODE_METRICS,
  NODES,
  OBJECT_RULES,
  POD_METRICS,
  WATCHED_RULES,
} from '../plugins/infra-dashboard-backend-module-kubernetes/src/resources';
import { isAllowedBy } from '../plugins/infra-dashboard-backend-module-openstack/src/client/accessRules';
import { PRIVILEGES } from '../plugins/infra-dashboard-backend-module-proxmox/src/mappers/privileges';
import { grantCommands } from '../plugins/infra-dashboard-backend-module-proxmox/src/remedies';
import { nomadPlatform } from './examples/nomad/platform';
import { createRoutes } from '../plugins/infra-dashboard-backend/src/routes/createRoutes';

const ROOT = resolve(__dirname, '..');
const DOCS = join(ROOT, 'docs/');
/** Platforms that ship with the plugin set. */
const PLATFORMS = ['proxmox', 'kubernetes', 'openstack'] as const;
const REPOSITORY =
  'https://github.com/infra-dashboard/infra-dashboard/blob/main/';
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const FINGERPRINT = Array(32).fill('AB').join(':');

function listFiles(folder: string, end: string): string[] {
  return readdirSync(join(ROOT, folder), {
    recursive: true,
    encoding: 'utf8',
  })
    .filter(path => path.endsWith(end))
    .map(path => join(folder, path))
    .sort();
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = ['README.md', ...listFiles('docs', '.md')];

interface Block {
  /** `docs/api.md, block 3` */
  name: string;
  language: string;
  text: string;
}

function blocksOf(page: string): Block[] {
  const fences = read(page).matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gm);
  return [...fences].map(([, indent, language, text], index) => ({
    name: `${page}, block ${index + 1}`,
    language,
    text: text.replace(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

const BLOCKS = PAGES.flatMap(blocksOf);
const withoutBlocks = (text: string) =>
  text.replace(/^( *)```[\s\S]*?^\1```$/gm, '');

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

  it('has valid API responses, and names every route', () => {
    const answers = blocksOf('docs/api.md').filter(
      ({ language }) => language === 'json',
    );
    const schemas = [
      clusterListSchema,
      workloadPageSchema,
      healthReportSchema,
      connectionCheckSchema,
    ];
    expect(answers).toHaveLength(schemas.length);
    answers.forEach(({ text }, index) => {
      const answer = JSON.parse(text);
      // Nothing is dropped, so no field is made up.
      expect(schemas[index].parse(answer)).toEqual(answer);
    });
    // Handlers are not called, so they need nothing to work with.
    for (const { method, path } of createRoutes({} as never)) {
      expect(read('docs/api.md')).toContain(
        `\`${method.toUpperCase()} ${path}\``,
      );
    }
  });

  it('grants in Kubernetes what is asked for, and nothing else', () => {
    const manifests = blocksOf('docs/providers/kubernetes.md')
      .filter(({ text }) => /^kind:/m.test(text))
      .map(({ text }) =>
        parseAllDocuments(text).map(document => {
          expect(document.errors).toEqual([]);
          return document.toJS();
        }),
      );
    interface Granted {
      apiGroups: string[];
      resources: string[];
      resourceNames?: string[];
      verbs: string[];
    }
    const granted = (objects: any[], kind: string) =>
      objects
        .filter(object => object.kind === kind)
        .flatMap(({ rules }) => rules as Granted[])
        .flatMap(rule =>
          rule.resources.flatMap(resource =>
            rule.verbs.map(
              verb =>
                `${verb} ${rule.apiGroups}/${resource} ${
                  rule.resourceNames ?? ''
                }`,
            ),
          ),
        )
        .sort();
    const wanted = (rules: ResourceRule[]) =>
      rules
        .flatMap(rule => {
          const isWatched = [NODES, ...WATCHED_RULES].some(
            ({ id }) => id === rule.id,
          );
          const verbs = rule.verb === 'get' ? ['get'] : ['get', 'list'];
          return [...verbs, ...(isWatched ? ['watch'] : [])].map(
            verb => `${verb} ${rule.group}/${rule.resource} ${rule.name ?? ''}`,
          );
        })
        .sort();
    const [all, one] = manifests;
    expect(manifests).toHaveLength(2);
    expect(granted(all, 'ClusterRole')).toEqual(wanted(ALL_RULES));
    expect(granted(one, 'Role')).toEqual(
      wanted(ALL_RULES.filter(({ namespaced }) => namespaced)),
    );
    expect(granted(one, 'ClusterRole')).toEqual(
      wanted(ALL_RULES.filter(({ namespaced }) => !namespaced)),
    );
    for (const objects of manifests) {
      const account = objects.find(({ kind }) => kind === 'ServiceAccount');
      for (const { kind, roleRef, subjects } of objects) {
        if (!/Binding$/.test(kind)) continue;
        expect(
          objects.some(
            object =>
              object.kind === roleRef.kind &&
              object.metadata.name === roleRef.name,
          ),
        ).toBe(true);
        expect(subjects).toEqual([
          { kind: 'ServiceAccount', ...account.metadata },
        ]);
      }
    }
  });

  it('grants in Proxmox VE what the portal itself would advise', () => {
    const page = read('docs/providers/proxmox.md');
    const tokenId = 'backstage@pve!portal';
    const credentials = { kind: 'token', tokenId, tokenSecret: '' } as const;
    for (const role of ['PVEAuditor', 'PortalGuestAgent']) {
      for (const command of grantCommands(credentials, role).split('\n')) {
        expect(page).toContain(command);
      }
    }
    const [, privileges] = /InfraDashboard --privs "(.+)"/.exec(page) ?? [];
    expect(privileges.split(',')).toEqual(PRIVILEGES.map(({ id }) => id));
  });

  it('has access rules for OpenStack that allow each request', () => {
    const [, text] =
      /--access-rules '(\[[\s\S]*?\])'/.exec(
        read('docs/providers/openstack.md'),
      ) ?? [];
    const rules = JSON.parse(text);
    const source = listFiles(
      'plugins/infra-dashboard-backend-module-openstack/src',
      '.ts',
    )
      .filter(path => !/test/i.test(path))
      .map(read)
      .join('\n');
    const paths = [
      ...source.matchAll(/service: '(\w+)'(?: as const)?,\s+path: '([^']+)'/g),
    ].map(([, service, path]) => ({ service, path }));
    paths.push(
      ...['/projects', '/auth/projects'].map(path => ({
        service: 'identity',
        path,
      })),
      { service: 'compute', path: '/servers/1' },
      { service: 'placement', path: '/resource_providers/1/usages' },
      { service: 'placement', path: '/resource_providers/1/inventories' },
    );
    expect(paths.length).toBeGreaterThan(10);
    const prefixes: Record<string, string> = {
      compute: '/v2.1',
      identity: '/v3',
    };
    for (const { service, path } of paths) {
      const seen = `${prefixes[service] ?? ''}${path}`;
      expect({
        path: seen,
        isAllowed: isAllowedBy(rules, { serviceTypes: [service], path: seen }),
      }).toEqual({ path: seen, isAllowed: true });
    }
  });

  it('explains every option on the page of its platform', () => {
    const sections = read('docs/configuration.md').split('\n### ');
    const options = sections.flatMap(section => {
      const platform = /^.*of type `(\w+)`/.exec(section)?.[1];
      if (!platform) return [];
      return [...section.matchAll(/^\| `(\w+)` +\|/gm)].map(([, key]) => ({
        key,
        platform,
      }));
    });
    expect(options.length).toBeGreaterThan(30);
    for (const { key, platform } of options) {
      const page = read(`docs/providers/${platform}.md`);
      expect({ key, platform, isThere: page.includes(`| \`${key}\``) }).toEqual(
        { key, platform, isThere: true },
      );
    }
  });

  it('explains every error code and every limitation', () => {
    const troubleshooting = read('docs/troubleshooting.md');
    for (const code of PROVIDER_ERROR_CODES) {
      expect(troubleshooting).toContain(`\n### ${code}\n`);
    }
    expect(troubleshooting).toContain('`duplicate-cluster`');
    const ids = (rules: ResourceRule[]) => rules.map(({ id }) => id);
    const openstack = read(
      'plugins/infra-dashboard-backend-module-openstack/src/mappers/limitations.ts',
    );
    const idsOf = (call: string) =>
      [...openstack.matchAll(new RegExp(`${call}\\('(\\w+)'`, 'g'))].map(
        ([, id]) => id,
      );
    const variables: Record<string, Record<string, string[]>> = {
      kubernetes: {
        'no-permission-*': ids([...OBJECT_RULES, NODE_METRICS, POD_METRICS]),
        'no-permission-watch-*': ids(WATCHED_RULES),
        '*-unreadable': ids(OBJECT_RULES),
        '*-not-understood': ids(OBJECT_RULES),
        '*-truncated': ids(OBJECT_RULES),
      },
      openstack: {
        '${name}-unreadable': idsOf('unreadable'),
        '${name}-not-understood': idsOf('incomplete'),
        '${name}-truncated': idsOf('incomplete'),
      },
      proxmox: {},
    };
    for (const platform of PLATFORMS) {
      const folderOf = `plugins/infra-dashboard-backend-module-${platform}/src`;
      const source = listFiles(folderOf, '.ts')
        .filter(path => !/test/i.test(path))
        .map(read)
        .join('\n');
      const found = [
        ...source.matchAll(
          /(?:code: |failedRead\(|limitation\(\s*message\()['`]((?:[a-z]|\$\{)[^'`]*-[^'`]*)['`]/g,
        ),
        ...source.matchAll(/toLimitation\(\s*\w+\(\s*'([^']+)'/g),
      ].map(([, code]) => code);
      expect(found.length).toBeGreaterThan(5);
      const codes = found.flatMap(code => {
        if (!/[$*]/.test(code)) return [code];
        const values = variables[platform][code];
        expect({ code, values }).toEqual({ code, values: expect.any(Array) });
        return values.map(value => code.replace(/\$\{.*?\}|\*/, value));
      });
      const page = read(`docs/providers/${platform}.md`);
      for (const code of [...codes, 'nodes-truncated', 'workloads-truncated']) {
        expect({
          platform,
          code,
          isThere: page.includes(`| \`${code}\``),
        }).toEqual({ platform, code, isThere: true });
      }
    }
  });

  it('lists every metric and every table', () => {
    const page = read('docs/operations.md');
    const metrics = read(
      'plugins/infra-dashboard-backend/src/metrics/CollectorMetrics.ts',
    ).match(/infra_dashboard\.[a-z_.]+/g)!;
    const tables = listFiles(
      'plugins/infra-dashboard-backend/migrations',
      '.js',
    )
      .map(read)
      .join('\n')
      .match(/(?<=createTable\('|')(?:history|notified|provider)_\w+(?=')/g)!;
    expect(metrics.length).toBeGreaterThan(5);
    expect(tables.length).toBeGreaterThan(5);
    for (const name of [...metrics, ...tables]) {
      expect(page).toContain(`\`${name}\``);
    }
  });

  it.each([
    ['docs/adding-a-provider.md', 'docs/examples/nomad'],
    ['docs/using-from-other-plugins.md', 'docs/examples/report'],
  ])('has in %s the code that is compiled and tested', (page, folderOf) => {
    const shown = blocksOf(page)
      .filter(({ language }) => language === 'ts')
      .map(({ text }) => {
        const [, name, source] = /^\/\/ (?:src\/)?(\S+)\n([\s\S]*)$/.exec(
          text,
        )!;
        return { name, source };
      });
    const files = listFiles(folderOf, '.ts').map(path => ({
      name: relative(folderOf, path),
      source: read(path),
    }));
    expect(shown).toHaveLength(files.length);
    expect(shown).toEqual(expect.arrayContaining(files));
  });

  it('names every icon and column that a platform may have', () => {
    const page = read('docs/adding-a-provider.md');
    const components = 'plugins/infra-dashboard/src/components';
    const names = [
      ...read(`${components}/icons.ts`).matchAll(/\['([a-z0-9-]+)', Ri/g),
      ...read(`${components}/WorkloadList/columns.tsx`).matchAll(
        /^ {2}(\w+): \{$/gm,
      ),
    ].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(25);
    for (const name of names) expect(page).toContain(`\`${name}\``);
  });

  it('has links that lead somewhere', () => {
    const slug = (heading: string) =>
      heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-');
    const anchorsOf = (path: string) =>
      [
        ...withoutBlocks(readFileSync(path, 'utf8')).matchAll(/^#+ (.*)$/gm),
      ].map(([, heading]) => slug(heading));
    const broken: string[] = [];
    for (const page of PAGES) {
      const links = withoutBlocks(read(page)).matchAll(/\]\(([^)\s]+)\)/g);
      for (const [, link] of links) {
        const isOurs = link.startsWith(REPOSITORY);
        if (/^[a-z]+:/.test(link) && !isOurs) continue;
        const [path, anchor] = link.replace(REPOSITORY, '').split('#');
        const from = isOurs ? ROOT : resolve(ROOT, dirname(page));
        const target = path ? resolve(from, path) : join(ROOT, page);
        // TechDocs serves what is below docs/ and nothing else.
        const isServed =
          isOurs || page === 'README.md' || target.startsWith(DOCS);
        const isThere =
          isServed &&
          existsSync(target) &&
          (!anchor ||
            (statSync(target).isFile() && anchorsOf(target).includes(anchor)));
        if (!isThere) broken.push(`${page}: ${link}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('has every page in its navigation', () => {
    const { nav } = parse(read('mkdocs.yml'));
    const flatten = (entry: unknown): string[] =>
      typeof entry === 'string'
        ? [entry]
        : Object.values(entry as object).flatMap(flatten);
    expect(flatten(nav).sort()).toEqual(
      PAGES.slice(1).map(page => relative('docs', page)),
    );
  });
});
