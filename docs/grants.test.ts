import { parseAllDocuments } from 'yaml';
import type { ResourceRule } from '../plugins/infra-dashboard-backend-module-kubernetes/src/resourceRule';
import {
  ALL_RULES,
  NODES,
  WATCHED_RULES,
} from '../plugins/infra-dashboard-backend-module-kubernetes/src/resources';
import { isAllowedBy } from '../plugins/infra-dashboard-backend-module-openstack/src/client/accessRules';
import { PRIVILEGES } from '../plugins/infra-dashboard-backend-module-proxmox/src/mappers/privileges';
import { grantCommands } from '../plugins/infra-dashboard-backend-module-proxmox/src/remedies';
import { blocksOf, listFiles, read } from './__testUtils__/pages';

describe('the documentation', () => {
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
      ...source.matchAll(
        /service: '([\w-]+)'(?: as const)?,\s+path: '([^']+)'/g,
      ),
    ].map(([, service, path]) => ({ service, path }));
    paths.push(
      ...['/projects', '/auth/projects'].map(path => ({
        service: 'identity',
        path,
      })),
      { service: 'compute', path: '/servers/1' },
      { service: 'compute', path: '/servers/1/os-instance-actions' },
      { service: 'placement', path: '/resource_providers/1/usages' },
      { service: 'placement', path: '/resource_providers/1/inventories' },
    );
    expect(paths.length).toBeGreaterThan(10);
    const prefixes: Record<string, string> = {
      compute: '/v2.1',
      identity: '/v3',
      // Its endpoint ends in the id of the project.
      'block-storage': '/v3/p',
    };
    for (const { service, path } of paths) {
      const seen = `${prefixes[service] ?? ''}${path}`;
      expect({
        path: seen,
        isAllowed: isAllowedBy(rules, { serviceTypes: [service], path: seen }),
      }).toEqual({ path: seen, isAllowed: true });
    }
  });
});
