import { PROVIDER_ERROR_CODES } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import {
  clusterListSchema,
  connectionCheckSchema,
  healthReportSchema,
  workloadPageSchema,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/schemas';
import type { ResourceRule } from '../plugins/infra-dashboard-backend-module-kubernetes/src/resourceRule';
import {
  EVENTS,
  NODE_METRICS,
  OBJECT_RULES,
  POD_METRICS,
  WATCHED_RULES,
} from '../plugins/infra-dashboard-backend-module-kubernetes/src/resources';
import { createRoutes } from '../plugins/infra-dashboard-backend/src/routes/createRoutes';
import { blocksOf, listFiles, PLATFORMS, read } from './__testUtils__/pages';

describe('the documentation', () => {
  it('has valid API responses, and names every route', () => {
    const responses = blocksOf('docs/api.md').filter(
      ({ language }) => language === 'json',
    );
    const schemas = [
      clusterListSchema,
      workloadPageSchema,
      healthReportSchema,
      connectionCheckSchema,
    ];
    expect(responses).toHaveLength(schemas.length);
    responses.forEach(({ text }, index) => {
      const response = JSON.parse(text);
      // Nothing is dropped, so no field is made up.
      expect(schemas[index].parse(response)).toEqual(response);
    });
    // Handlers are not called, so they need nothing to work with.
    for (const { method, path } of createRoutes({} as never)) {
      expect(read('docs/api.md')).toContain(
        `\`${method.toUpperCase()} ${path}\``,
      );
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
        'no-permission-*': ids([
          ...OBJECT_RULES,
          NODE_METRICS,
          POD_METRICS,
          EVENTS,
        ]),
        'no-permission-watch-*': ids(WATCHED_RULES),
        '*-unreadable': ids([...OBJECT_RULES, EVENTS]),
        '*-not-understood': ids([...OBJECT_RULES, EVENTS]),
        '*-truncated': ids([...OBJECT_RULES, EVENTS]),
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
    const migrations = listFiles(
      'plugins/infra-dashboard-backend/migrations',
      '.js',
    ).map(path => read(path).split('exports.down')[0]);
    const dropped = migrations.flatMap(text =>
      [...text.matchAll(/dropTable\('(\w+)'\)/g)].map(([, name]) => name),
    );
    const tables = migrations
      .join('\n')
      .match(/(?<=createTable\('|')(?:history|notified|provider)_\w+(?=')/g)!
      .filter(name => !dropped.includes(name));
    expect(metrics.length).toBeGreaterThan(5);
    expect(tables.length).toBeGreaterThan(5);
    for (const name of [...metrics, ...tables]) {
      expect(page).toContain(`\`${name}\``);
    }
  });
});
