import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { read, ROOT } from './__testUtils__/pages';

const BACKEND = 'plugins/infra-dashboard-backend/src';
const UI = 'plugins/infra-dashboard/src';

/** The test that tries to do what each threat of docs/security.md says. */
const TESTS: Record<string, [file: string, title: string]> = {
  'a secret reaches the browser, a log or an error': [
    `${BACKEND}/faults/secrets.test.ts`,
    'are in no log, response or metric, whatever fails',
  ],
  'a user sees a cluster without permission': [
    `${BACKEND}/permissions/visibility.test.ts`,
    'is invisible without permission, in lists, counts, totals, health and actions',
  ],
  'a label on a platform opens a cluster': [
    `${BACKEND}/permissions/visibility.test.ts`,
    'is invisible without permission, in lists, counts, totals, health and actions',
  ],
  'a user learns the names of hidden entities': [
    `${BACKEND}/permissions/entities.test.ts`,
    'cannot be filtered, searched or sorted by',
  ],
  'a user learns how many clusters are hidden': [
    `${BACKEND}/permissions/positions.test.ts`,
    'tells no others how many are hidden',
  ],
  'a user registers an entity in place of a cluster': [
    `${UI}/history.test.tsx`,
    'do not lead to what a user registered in place of a cluster or node',
  ],
  'a user registers groups to gain rights': [
    'packages/backend/src/productionConfig.test.ts',
    'lets the mounted location define people, and users register everything else',
  ],
  'an upstream system renames a hidden cluster': [
    `${BACKEND}/permissions/regions.test.ts`,
    'hides and grants all regions by the name of the provider',
  ],
  'a false server gets the credentials': [
    'plugins/infra-dashboard-backend-module-proxmox/src/client/tls.test.ts',
    'accepts a pinned, a trusted or, if configured, any certificate, and no other',
  ],
  'an address leads to another cluster': [
    `${BACKEND}/faults/identity.test.ts`,
    'is refused, and what was read before stays',
  ],
  'a platform sends endless or malformed responses': [
    `${BACKEND}/faults/resources.test.ts`,
    'stay healthy when all platforms respond with %s again and again',
  ],
  'a configured path leads to a pipe or a device': [
    `${BACKEND}/faults/files.test.ts`,
    'cannot stop other providers, and are named by their key',
  ],
  'a long text is made to freeze the portal': [
    `${BACKEND}/faults/foreignAnnotations.test.ts`,
    'in annotations of the catalog, tags and namespaces',
  ],
  'one broken entry stops the others': [
    `${BACKEND}/plugin.failures.test.ts`,
    'lists what is dead, hanging, misconfigured or disabled next to what is well',
  ],
  'an account is locked by wrong credentials': [
    `${BACKEND}/faults/loginBudget.test.ts`,
    'are not renewed by tests of a provider that is switched off',
  ],
  'clients request much and read nothing': [
    `${BACKEND}/routes/sendJson.test.ts`,
    'disconnects a client that reads nothing of what is %s',
  ],
  'users load a platform by looking at it': [
    `${BACKEND}/detail/DetailDoor.test.ts`,
    'reads once for concurrent requests, and again after detailTtl',
  ],
  'a portal shows the clusters of another one': [
    `${BACKEND}/collector/SharedCache.test.ts`,
    'are read once for all replicas of a portal',
  ],
  'false content in the shared cache or a false clock': [
    `${BACKEND}/collector/SharedCache.test.ts`,
    'are read upstream where the cache is invalid, slow or gone',
  ],
  'clusters disappear because a list was incomplete': [
    `${BACKEND}/inventory/store/store.test.ts`,
    'removes nothing because of an incomplete list',
  ],
  'a user has tokens with different rights': [
    `${BACKEND}/permissions/AccessControl.test.ts`,
    'asks once for all requests with a token of a user',
  ],
  'a response is remembered for another user': [
    `${BACKEND}/permissions/visibility.test.ts`,
    'has another tag, so that no client shows what it has stored',
  ],
  'the complete object of a workload shows secrets': [
    'plugins/infra-dashboard-node/src/text/toRawText.test.ts',
    'leaves out %s',
  ],
  'a configured link leads to what a platform names': [
    `${BACKEND}/config/WorkloadLinks.test.ts`,
    'fills templates with encoded values',
  ],
  'a user mutes what others have to see': [
    `${BACKEND}/routes/manage.test.ts`,
    'mutes problems for those who may, over restarts',
  ],
  'a name runs as a formula in a spreadsheet': [
    `${UI}/components/WorkloadList/csv.test.ts`,
    'lets no spreadsheet take %j for a formula',
  ],
  'a search or a page is made to fail the database': [
    `${BACKEND}/inventory/query/queryWorkloads.test.ts`,
    'takes numbers of any size, in a search and in a cursor',
  ],
  'a user makes the backend call arbitrary addresses': [
    `${BACKEND}/readOnly.test.ts`,
    'connects to what is configured only, to no node and to no guest',
  ],
  'a user learns which files the host has': [
    `${BACKEND}/faults/files.test.ts`,
    'are not opened to validate an entry',
  ],
  'text of a platform is run in the browser': [
    'plugins/catalog-backend-module-infra-dashboard/src/entities/toEntities.names.test.ts',
    'links to the configured consoles only, whatever things are called',
  ],
};

describe('docs/security.md', () => {
  const [, section] = read('docs/security.md').split('## What could go wrong');
  const threats = [...section.split('\n## ')[0].matchAll(/^\| ([^|]+?) +\|/gm)]
    .map(([, first]) => first)
    .slice(1)
    .filter(first => !first.startsWith('---'));

  it('names no threat without a test that tries it', () => {
    expect(threats.sort()).toEqual(Object.keys(TESTS).sort());
  });

  it.each(Object.entries(TESTS))('has a test of: %s', (_, [file, title]) => {
    expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
    expect(read(file)).toContain(title);
  });
});
