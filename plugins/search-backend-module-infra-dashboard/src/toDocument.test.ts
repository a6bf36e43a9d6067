import { ConfigReader } from '@backstage/config';
import { describeIssue } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { readConfig } from './readConfig';
import { toDocument } from './toDocument';
import { workloadRowSchema } from './workloadRow';

function documentOf(more: object = {}) {
  const row = workloadRowSchema.parse({
    id: 'pve-paris/qemu/110',
    name: 'payments-db.example',
    cluster: 'pve-paris',
    provider: 'proxmox',
    type: 'qemu',
    status: 'running',
    health: 'healthy',
    ...more,
  });
  return toDocument(row, { dashboardPath: '/infrastructure' });
}

describe('toDocument', () => {
  it('summarizes the search terms of a workload in one line', () => {
    const { text } = documentOf({
      metadata: { cpuModel: 'host' },
      addresses: ['10.0.0.5'],
      tags: ['prod'],
      images: ['nginx:1.27'],
      namespace: 'payments',
      node: 'pve1',
      owner: { kind: 'Deployment', name: 'payments-db' },
      ownerRef: 'group:default/payments',
    });
    expect(text).toBe(
      '110 · 10.0.0.5 · prod · nginx:1.27 · payments · pve1 · pve-paris · group:default/payments · payments-db · running',
    );
  });

  it('has keywords as search engines spell a query', () => {
    const { keywords } = documentOf({
      addresses: ['10.0.0.5/24', 'fe80::1%eth0', '2001:db8::5'],
      images: ['docker.io/library/nginx:1.27@sha256:0123abcd'],
    });
    expect(keywords.split(' ')).toEqual(
      expect.arrayContaining([
        '10.0.0.5',
        'fe80::1',
        'fe801',
        '2001db85',
        'docker.io/library/nginx:1.27',
        'library/nginx1.27',
        'library/nginx',
        'nginx1.27',
        'nginx',
        'payments',
        'db',
        'example',
        'pve-paris/qemu/110',
        '110',
      ]),
    );
    expect(keywords).not.toContain('sha256');
  });

  it('has the same keys for every workload, since Lunr takes those of the first', () => {
    const bare = documentOf();
    const full = documentOf({
      node: 'pve1',
      namespace: 'payments',
      ownerRef: 'group:default/payments',
      entityRefs: ['component:default/payments'],
      addresses: ['10.0.0.5'],
    });
    expect(Object.keys(bare)).toEqual(Object.keys(full));
    expect(bare.node).toBeUndefined();
  });

  it('leads to a place of its own, also from names that have to be encoded', () => {
    expect(
      documentOf({ cluster: 'lab / 100% ü?#', id: 'a&b c' }).location,
    ).toBe(
      '/infrastructure/clusters/lab%20%2F%20100%25%20%C3%BC%3F%23/workloads/a%26b%20c',
    );
  });

  it('holds nothing that a database refuses', () => {
    const document = documentOf({
      name: 'a\0b\ud800',
      cluster: '\udfff',
      tags: ['\0'],
    });
    expect(document).toMatchObject({
      title: 'a\ufffdb\ufffd',
      cluster: '\ufffd',
      location: expect.stringContaining('/clusters/%EF%BF%BD/'),
    });
    expect(JSON.stringify(document)).not.toMatch(/\\u0000|\\ud/);
  });
});

describe('readConfig', () => {
  const read = (infraDashboard: object) =>
    readConfig(
      new ConfigReader({ search: { collators: { infraDashboard } } } as any),
    );

  it('needs nothing, and reads what is set', () => {
    expect(readConfig(new ConfigReader({})).value).toEqual({
      schedule: {
        frequency: { minutes: 10 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 15 },
      },
      dashboardPath: '/infrastructure',
      batchSize: 500,
      visibility: 'cluster',
      maxDocuments: 5_000,
      isInMemory: true,
    });
    const backend = { database: { client: 'pg' } };
    expect(readConfig(new ConfigReader({ backend })).value.maxDocuments).toBe(
      Infinity,
    );
    expect(
      read({
        schedule: { frequency: 'PT1M', timeout: { minutes: 1 } },
        dashboardPath: 'it/infra/',
        batchSize: 1000,
        maxDocuments: 7,
        visibility: 'workload',
      }),
    ).toEqual({
      value: {
        schedule: { frequency: { minutes: 1 }, timeout: { minutes: 1 } },
        dashboardPath: '/it/infra',
        batchSize: 1000,
        maxDocuments: 7,
        visibility: 'workload',
        isInMemory: true,
      },
      issues: [],
    });
    expect(read({ dashboardPath: '/' }).value.dashboardPath).toBe('');
  });

  it.each([
    [{ batchSize: 0 }, 'search.collators.infraDashboard.batchSize: must be'],
    [{ batchSize: 1001 }, 'batchSize: must be'],
    [{ visibility: 'all' }, 'visibility: must be cluster or workload'],
    [{ maxDocuments: 0 }, 'infraDashboard.maxDocuments: must be'],
    [{ schedule: { frequency: 'often' } }, 'infraDashboard.schedule'],
    [{ batchsize: 7 }, "unknown key 'batchsize'; did you mean 'batchSize'?"],
  ])('names the key that is wrong and uses the others: %j', (config, text) => {
    const { issues, value } = read({ ...config, dashboardPath: '/infra' });
    expect(issues.map(describeIssue)).toEqual([expect.stringContaining(text)]);
    expect(value).toEqual({
      ...readConfig(new ConfigReader({})).value,
      dashboardPath: '/infra',
    });
  });

  it('makes keywords of texts of a megabyte in linear time', () => {
    const fill = (unit: string) =>
      unit.repeat(1024 * 1024).slice(0, 1024 * 1024);
    const before = process.cpuUsage();
    for (const unit of ['/', 'a/', '/\n', '@', ':', ' ', 'a']) {
      const { keywords } = documentOf({
        addresses: [`10.0.0.5/${fill(unit)}`],
        images: [`nginx/${fill(unit)}`],
        name: fill(unit),
      });
      expect(keywords.split(' ')).toContain('10.0.0.5');
      expect(keywords.length).toBeLessThanOrEqual(20_000);
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(60_000);
  });
});
