import { describeIssues } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { createReport } from '../testing/createReport';
import { hidePosition } from './hidePosition';
import { readProviderEntries } from './readProviderEntries';
import { readTimings } from './timings';
import type { ProviderEntry } from './types';

const described = ({ issues }: ProviderEntry) =>
  issues && describeIssues(issues);

const DEFAULTS = {
  refreshMs: 15_000,
  timeoutMs: 10_000,
  connectMs: 5_000,
  staleAfterMs: 120_000,
  detailTtlMs: 15_000,
};

function read(entries: unknown) {
  return readProviderEntries(
    [{ key: 'infraDashboard.providers', source: 'app-config', entries }],
    DEFAULTS,
  );
}

describe('readProviderEntries', () => {
  it('takes the URL of a proxy, or none', () => {
    const proxyOf = (proxy: unknown) => {
      const [entry] = read([{ name: 'a', type: 'x', proxy }]);
      return described(entry) ?? entry.proxy;
    };
    expect(proxyOf('http://portal:p%40ss@proxy.example:3128')).toBe(
      'http://portal:p%40ss@proxy.example:3128',
    );
    expect(proxyOf(false)).toBe(false);
    expect(proxyOf(undefined)).toBeUndefined();
    for (const wrong of [true, 'proxy.example', 'socks5://proxy.example', 8]) {
      expect(proxyOf(wrong)).toBe(
        'infraDashboard.providers[0].proxy: must be the http(s) URL of a proxy, or false',
      );
    }
  });

  it('reads the common keys and leaves the rest to the type', () => {
    expect(
      read([
        {
          name: ' pve-paris ',
          type: 'proxmox',
          url: 'https://pve.example:8006',
          refreshInterval: '30s',
          timeout: { seconds: 3 },
          owner: 'group:default/platform',
        },
        { name: 'Köln №1', type: 'kubernetes', enabled: 'false' },
      ]),
    ).toEqual([
      {
        name: 'pve-paris',
        type: 'proxmox',
        enabled: true,
        owner: 'group:default/platform',
        timings: { ...DEFAULTS, refreshMs: 30_000, timeoutMs: 3_000 },
        settings: { url: 'https://pve.example:8006' },
        key: 'infraDashboard.providers[0]',
        list: 'infraDashboard.providers',
        source: 'app-config',
      },
      expect.objectContaining({ name: 'Köln №1', enabled: false }),
    ]);
  });

  it('refuses an entry that is nested too deeply', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    const entries = read([
      { name: 'a', type: 'proxmox', deep },
      { name: 'b', type: 'proxmox' },
    ]);
    expect(entries.map(entry => [entry.name, described(entry)])).toEqual([
      ['a', 'infraDashboard.providers[0]: has more than 32 levels'],
      ['b', undefined],
    ]);
  });

  it('returns each invalid entry, with every invalid key, and all others', () => {
    const entries = read([
      { type: 'proxmox' },
      { name: 'a', type: 'proxmox', enabled: 'perhaps', timeout: 'soon' },
      'nonsense',
      { name: 'b', type: 'proxmox', refreshInterval: '10ms' },
      { name: 'c', type: 'proxmox' },
      { name: 'c', type: 'kubernetes' },
      null,
    ]);
    expect(entries.map(entry => [entry.name, described(entry)])).toEqual([
      [
        'infraDashboard.providers[0]',
        'infraDashboard.providers[0].name: must be a text',
      ],
      [
        'a',
        expect.stringMatching(
          /providers\[1\]\.timeout: must be a duration.*providers\[1\]\.enabled: must be true or false/,
        ),
      ],
      [
        'infraDashboard.providers[2]',
        expect.stringContaining('infraDashboard.providers[2]: '),
      ],
      [
        'b',
        'infraDashboard.providers[3].refreshInterval: must be between 1s and 1d',
      ],
      ['c', undefined],
      [
        'c (infraDashboard.providers[5])',
        "infraDashboard.providers[5].name: 'c' is already the name of infraDashboard.providers[4]",
      ],
      [
        'infraDashboard.providers[6]',
        expect.stringContaining('infraDashboard.providers[6]: '),
      ],
    ]);
  });

  it('hides positions, key by key, and knows which names hold one', () => {
    const entries = read([
      { name: 'a', type: 'x' },
      { name: 'a', type: 'x', enabled: 'perhaps' },
      { type: 'x' },
      { name: 'b[1]', type: 'x', labels: { 'c[2]': 3 } },
    ]);
    expect(
      entries.map(entry => [
        entry.isNamedByPosition ?? false,
        describeIssues(
          (entry.issues ?? []).map(issue =>
            hidePosition(entry, { ...issue, line: 7 }),
          ),
        ),
      ]),
    ).toEqual([
      [false, ''],
      [
        true,
        "infraDashboard.providers[…].enabled: must be true or false; infraDashboard.providers[…].name: 'a' is already the name of another provider",
      ],
      [true, 'infraDashboard.providers[…].name: must be a text'],
      // Only the position of the entry is hidden.
      [false, 'infraDashboard.providers[…].labels.c[2]: must be a text'],
    ]);
  });

  it('reports a list of the wrong type', () => {
    expect(described(read({ name: 'a' })[0])).toBe(
      'infraDashboard.providers: must be a list of providers',
    );
    expect(described(read(null)[0])).toBe(
      'infraDashboard.providers: must be a list of providers',
    );
    expect(read(undefined)).toEqual([]);
  });
});

describe('readTimings', () => {
  it('reports a wrong default and uses the built-in one', () => {
    const report = createReport({ defaults: { timeout: 'x', timeuot: '1s' } });
    expect(readTimings(report)).toEqual(DEFAULTS);
    expect(report.issues).toEqual([
      {
        key: 'infraDashboard.defaults.timeout',
        message: expect.stringContaining('must be a duration'),
        messageCode: 'must-be-duration',
      },
      {
        key: 'infraDashboard.defaults.timeuot',
        message: "unknown key 'timeuot'; did you mean 'timeout'?",
        messageCode: 'unknown-key-nearest',
        params: { name: 'timeuot', nearest: 'timeout' },
      },
    ]);
    const good = createReport({ defaults: { staleAfter: '5m' } });
    expect(readTimings(good).staleAfterMs).toBe(300_000);
    expect(good.issues).toEqual([]);
  });
});
