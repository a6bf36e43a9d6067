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
  'a user sees a workload without permission': [
    `${BACKEND}/permissions/workloads.test.ts`,
    'is invisible everywhere: $criteria',
  ],
  'a problem tells of a hidden workload or owner': [
    `${BACKEND}/problems/allowedProblems.test.ts`,
    'do not reveal hidden owners, neither by a filter nor by a search',
  ],
  'a change tells of a hidden workload': [
    `${BACKEND}/changes/allowedChanges.test.ts`,
    'are those of what it allows, and never of what is not known',
  ],
  'a list of what has no owner tells of hidden owners': [
    `${BACKEND}/inventory/unowned.test.ts`,
    'counts what the caller may see, and no hidden owner',
  ],
  'a list of storages tells of a hidden cluster': [
    `${BACKEND}/inventory/query/queryStorages.test.ts`,
    'contains nothing of clusters that the caller may not see',
  ],
  'capacity and forecasts tell of a hidden cluster': [
    `${BACKEND}/permissions/visibility.test.ts`,
    'capacity?cpu=1&include=forecast',
  ],
  'the search finds what the pages hide': [
    'plugins/search-backend-module-infra-dashboard/src/module.test.ts',
    'finds only the workloads that a policy on workloads allows',
  ],
  'an agent does what its user may not': [
    `${BACKEND}/actions/actions.test.ts`,
    'only read, and describe each input and output',
  ],
  'a notification tells an owner of what the policy hides': [
    `${BACKEND}/notifications/OwnerNotifier.test.ts`,
    'is off by default, and where a key is wrong, which is logged',
  ],
  'owners get a flood of notifications': [
    `${BACKEND}/notifications/OwnerNotifier.test.ts`,
    'sends at most one message per owner and cause where 200 objects flap',
  ],
  'a page or a log is changed by what another user writes': [
    `${BACKEND}/problems/ProblemMutes.test.ts`,
    'shows others no reason with characters that control their page or log',
  ],
  'a cloud has other regions at each reading': [
    'plugins/infra-dashboard-backend-module-openstack/src/read/Regions.test.ts',
    'refuses a catalog with more regions than can be read',
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
  'a user registers a component to own a workload that is hidden': [
    `${BACKEND}/ownership/OwnershipUpdater.test.ts`,
    'takes no owner from an entity of another location',
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

const MODULES = 'plugins/infra-dashboard-backend-module';

/** The test that tries to break what the page promises elsewhere. */
const PROMISES: Array<[promise: string, file: string, title: string]> = [
  [
    'No code path changes anything on a platform',
    `${BACKEND}/readOnly.test.ts`,
    'changes nothing on a platform: it only reads, signs in and reviews its rights',
  ],
  [
    'The permissions on the pages of the providers do not allow more',
    'docs/grants.test.ts',
    'grants in Kubernetes what is asked for, and nothing else',
  ],
  [
    'an `exec` entry of a kubeconfig runs a program',
    `${MODULES}-kubernetes/src/credentials/ExecPlugin.test.ts`,
    'ends a plugin that hangs',
  ],
  [
    'Backstage does not apply policies to services',
    `${BACKEND}/permissions/entities.test.ts`,
    'are shown to services and to users who may see all, at one decision',
  ],
  [
    'shown as text; which component a workload belongs to',
    `${BACKEND}/ownership/OwnershipMatcher.test.ts`,
    'uses the annotations and labels that the platform declares',
  ],
  [
    'The key of an object in the cache is a SHA-256 hash',
    `${BACKEND}/detail/DetailDoor.test.ts`,
    'shares details with other replicas, and with no other configuration',
  ],
  [
    'slow hashes (scrypt) of each provider',
    `${BACKEND}/faults/loginBudget.test.ts`,
    'end for a file as soon as it holds other credentials',
  ],
  [
    'No credential is written anywhere',
    `${BACKEND}/readOnly.test.ts`,
    'writes no credential into the database or the cache',
  ],
  [
    'Never addresses of platforms, users, tokens, passwords, paths of files or certificates',
    `${BACKEND}/faults/secrets.test.ts`,
    'are in no log, response or metric, whatever fails',
  ],
  [
    'opens all Proxmox VE clusters to everyone who reaches the port, past all permissions. It is off by default',
    `${BACKEND}/legacy/integration.test.ts`,
    'opens to callers without credentials where that is configured',
  ],
  [
    '`infra-dashboard.problems.mute`',
    `${BACKEND}/routes/manageRefusals.test.ts`,
    'requires the permission, and every attempt is audited',
  ],
  [
    '`serviceAccountTokenFile`, read again every minute',
    `${MODULES}-kubernetes/src/credentials/KubernetesConnection.test.ts`,
    'reads the token again after a minute, also without a failure',
  ],
  [
    'Guests, kubelets and hypervisors are not contacted',
    `${BACKEND}/readOnly.test.ts`,
    'connects to what is configured only, to no node and to no guest',
  ],
  [
    'this authority only',
    'plugins/infra-dashboard-node/src/upstream/tls.test.ts',
    'rejects an untrusted certificate, and one that is not pinned',
  ],
  [
    'this certificate, in addition to those of a certificate authority',
    `${MODULES}-proxmox/src/client/tls.test.ts`,
    'accepts a pinned, a trusted or, if configured, any certificate, and no other',
  ],
  [
    'for OpenStack where the catalog leads from https to http',
    `${MODULES}-openstack/src/check/checkRegion.test.ts`,
    'warns where it leads from https to http',
  ],
  [
    'Client certificates: Kubernetes by kubeconfig',
    `${MODULES}-kubernetes/src/credentials/KubeConfigCredentials.test.ts`,
    'signs in with a client certificate, and checks the server by name',
  ],
];

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

  it.each(PROMISES)('has a test of its promise: %s', (promise, file, title) => {
    const text = read('docs/security.md').replace(/\s+/g, ' ');
    expect(text).toContain(promise);
    expect(read(file)).toContain(title);
  });
});
