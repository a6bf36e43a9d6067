import type {
  ProviderStatus,
  StorageStatus,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { fakeWorkload } from '../testing/FakeProvider';
import { findProviderProblems } from './findProviderProblems';
import { findStorageProblems } from './findStorageProblems';
import { findUpkeepProblems } from './findUpkeepProblems';
import { judgeSupport } from './judgeSupport';
import type { ClusterFacts } from './types';

const facts = (more: Partial<ClusterFacts>): ClusterFacts => ({
  cluster: { name: 'eu', provider: 'nomad' } as ClusterFacts['cluster'],
  owner: 'group:default/ops',
  ...{ nodes: [], workloads: [], controllers: [] },
  ...more,
});

const storage = (
  name: string,
  more: Partial<StorageStatus>,
): StorageStatus => ({
  ...{ id: `eu/${name}`, name, cluster: 'eu', provider: 'nomad' },
  ...{ health: 'degraded', space: {} },
  ...more,
});

describe('findProviderProblems', () => {
  const NOW = Date.parse('2026-11-27T12:00:00Z');
  const provider = (more: Partial<ProviderStatus>): ProviderStatus => ({
    ...{ name: 'eu', type: 'nomad', source: 'app-config' },
    ...{ enabled: true, state: 'ok', owner: 'ops' },
    ...more,
  });
  const find = (more: Partial<ProviderStatus>, clusters: string[][] = []) =>
    findProviderProblems([provider(more)], {
      ...{ now: NOW, clusterOf: new Map(clusters as [string, string][]) },
    });

  it('reports once that the certificate of a server ends, before and after', () => {
    const certificateExpiresAt = '2026-12-10T08:30:00.000Z';
    const [soon] = find({ certificateExpiresAt }, [['eu', 'eu-west']]);
    expect(soon).toMatchObject({
      ...{ kind: 'certificate-expires', severity: 'warning' },
      ...{ cluster: 'eu-west', ownerRefs: ['group:default/ops'] },
      ...{ reasonCode: 'certificate-expires', hintCode: 'renew-certificate' },
      reasonParams: { end: '2026-12-10 08:30 UTC' },
    });
    const [over] = find({ certificateExpiresAt: '2026-11-27T11:59:00Z' });
    expect(over).toMatchObject({
      ...{ id: soon.id, cluster: 'eu', reasonCode: 'certificate-expired' },
    });
  });

  it.each<[string, Partial<ProviderStatus>]>([
    [
      'it is valid for longer',
      { certificateExpiresAt: '2026-12-19T00:00:00Z' },
    ],
    ['its end is not known', {}],
    [
      'the provider is disabled',
      { enabled: false, certificateExpiresAt: '2026-11-28T00:00:00Z' },
    ],
  ])('reports no certificate where %s', (_, more) => {
    expect(find(more)).toEqual([]);
  });
});

describe('findStorageProblems', () => {
  it('finds what failed or is full, once for each backing', () => {
    const found = findStorageProblems(
      facts({
        storages: [
          storage('a', { backing: 'pool' }),
          storage('b', { backing: 'pool' }),
          storage('c', { health: 'failed', backing: 'pool', type: 'nfs' }),
          storage('d', { health: 'healthy' }),
          storage('e', { health: 'unknown' }),
          storage('f', { enabled: false }),
        ],
      }),
    );
    expect(
      found.map(one => [one.kind, one.severity, one.storage, one.count]),
    ).toEqual([
      ['storage-degraded', 'warning', 'a', 2],
      ['storage-failed', 'critical', 'c', 1],
    ]);
    expect(found[1]).toMatchObject({
      ...{ status: 'nfs', ownerRefs: ['group:default/ops'] },
    });
    // The cause stays the same while it gets worse, and for the other one.
    const [alone] = findStorageProblems(
      facts({ storages: [storage('b', { backing: 'pool' })] }),
    );
    expect(alone.id).toBe(found[0].id);
  });
});

describe('findUpkeepProblems', () => {
  it('reports credentials that end soon, with how to renew them', () => {
    const limitations = [
      { code: 'metrics-empty', message: 'No metrics' },
      {
        ...{ code: 'token-ends', params: { end: '2026-12-01' } },
        concerns: 'credentials' as const,
        ...{ message: 'The token is valid until 2026-12-01' },
        ...{ remedy: 'Renew it', remedyCode: 'renew-before' },
      },
    ];
    expect(findUpkeepProblems(facts({ limitations }))).toMatchObject([
      {
        ...{ kind: 'credentials-expire', severity: 'warning' },
        statusReason: 'The token is valid until 2026-12-01',
        ...{ reasonCode: 'token-ends', hint: 'Renew it' },
      },
    ]);
    expect(findUpkeepProblems(facts({ limitations: [] }))).toEqual([]);
  });

  it('makes one problem of all machines without backup, for all their owners', () => {
    const unprotected = ['a', 'b'].map(name =>
      fakeWorkload('eu', name, { ownerRef: `group:default/${name}` }),
    );
    const [one, ...others] = findUpkeepProblems(facts({ unprotected }));
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      ...{ kind: 'backup-missing', count: 2, affectedTotal: 2 },
      statusReason: '2 machines are in no backup job',
      ownerRefs: ['ops', 'a', 'b'].map(name => `group:default/${name}`),
    });
  });
});

describe('judgeSupport', () => {
  const support = {
    ...{ source: 'https://example.com', readAt: '2026-11-27' },
    ends: { '1.9': '2026-01-31', '1.10': '2026-12-31', '2': '2028-01-31' },
  };
  const at = (version: string, day: string) =>
    judgeSupport(version, support, Date.parse(`${day}T12:00:00Z`))?.code;

  it.each([
    ['v1.9.4', '2026-01-31', 'version-ends-soon'],
    ['v1.9.4', '2026-02-01', 'version-unsupported'],
    ['v1.10.0-gke.1', '2026-02-01', undefined],
    ['1.10', '2026-11-15', 'version-ends-soon'],
    ['1.8.20', '2020-01-01', 'version-unsupported-old'],
    ['2.4.1', '2026-02-01', undefined],
    // Newer than what is known, between what is known, and no version.
    ['3.0', '2040-01-01', undefined],
    ['1.11', '2026-02-01', undefined],
    ['compute 1.9', '2026-02-01', 'version-unsupported'],
    ['compute', '2040-01-01', undefined],
    ['9'.repeat(400), '2040-01-01', undefined],
  ])('says of %s on %s: %s', (version, day, code) => {
    expect(at(version, day)).toBe(code);
  });
});
