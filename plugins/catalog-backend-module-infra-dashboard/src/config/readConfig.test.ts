import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { describeIssue } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { fakeConfig, fakeReading } from '../__testUtils__/fakes';
import { applyRules } from './applyRules';
import { readConfig } from './readConfig';

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig(new ConfigReader({})).value).toEqual({
      schedule: {
        frequency: { minutes: 2 },
        timeout: { minutes: 1 },
        initialDelay: { seconds: 15 },
      },
      namespace: 'default',
      nodes: true,
      removal: { reads: 3, afterMs: 1_800_000 },
      rules: [],
    });
  });

  it('reads what is set', () => {
    expect(
      fakeConfig({
        schedule: { frequency: 'PT5M', timeout: { minutes: 3 } },
        namespace: 'infra',
        defaultOwner: 'Platform',
        system: 'hosting',
        domain: 'domain:shared/it',
        nodes: false,
        dashboardPath: '/infra/',
        removal: { reads: 5, after: '2h' },
      }),
    ).toEqual({
      schedule: { frequency: { minutes: 5 }, timeout: { minutes: 3 } },
      namespace: 'infra',
      defaultOwner: 'group:default/platform',
      system: 'system:default/hosting',
      domain: 'domain:shared/it',
      nodes: false,
      dashboardUrl: 'https://portal.example/infra',
      removal: { reads: 5, afterMs: 7_200_000 },
      rules: [],
    });
  });

  it.each([
    [{ namespace: 'In Fra' }, 'namespace: must be'],
    [{ defaultOwner: 'group:' }, 'defaultOwner: must be an entity reference'],
    [{ removal: { reads: 0 } }, 'removal.reads: must be a whole number of at'],
    [{ removal: { reeds: 4 } }, "removal.reeds: unknown key 'reeds'; did"],
    [
      { schedule: { frequency: 'PT1M', timeout: 'PT1M', initalDelay: 'PT1M' } },
      "schedule.initalDelay: unknown key 'initalDelay'; did you mean 'initialDelay'?",
    ],
    [{ schedule: { frequency: 'PT1M' } }, 'schedule: '],
    [{ rules: [{}, { owner: '/x' }] }, 'rules[1].owner: must be an entity'],
    [
      { rules: [{ clusters: 'a' }] },
      "rules[0].clusters: unknown key 'clusters'; did you mean 'cluster'?",
    ],
    [
      { rules: [{ consoleUrl: 'file:///{cluster}' }] },
      'rules[0].consoleUrl: must be a URL',
    ],
    [{ rules: [{ include: 'perhaps' }] }, 'rules[0].include'],
  ])('names the key of what is wrong: %j', (config, message) => {
    const { issues, value } = fakeReading(config as JsonObject);
    expect(value).toBeUndefined();
    expect(issues.map(describeIssue)).toEqual([
      expect.stringContaining(message),
    ]);
    expect(issues[0].key).toMatch(/^catalog\.providers\.infraDashboard\./);
  });

  it('has no value where what contains the section is wrong', () => {
    const config = new ConfigReader({ catalog: { providers: 'infra' } });
    expect(readConfig(config)).toEqual({
      value: undefined,
      issues: [
        {
          key: 'catalog.providers',
          message: 'must be an object',
          messageCode: 'must-be-object',
        },
      ],
    });
  });
});

describe('applyRules', () => {
  it('takes for each key the first rule that matches and sets it', () => {
    const { rules } = fakeConfig({
      rules: [
        { node: 'gpu?', owner: 'ml' },
        { cluster: 'a.b', owner: 'exact' },
        { type: ['proxmox', 'nomad'], owner: 'hosts', nodes: false },
        { owner: 'rest', nodes: true, system: 's' },
      ],
    });
    const owner = (cluster: string, type: string, node?: string) =>
      applyRules(rules, { cluster, providerName: cluster, type, node }).owner;
    expect(owner('a.b', 'proxmox', 'gpu1')).toBe('group:default/ml');
    expect(owner('a.b', 'proxmox', 'gpu10')).toBe('group:default/exact');
    expect(owner('a.b', 'proxmox')).toBe('group:default/exact');
    expect(owner('axb', 'proxmox')).toBe('group:default/hosts');
    expect(
      applyRules(rules, { cluster: 'c', providerName: 'c', type: 'nomad' }),
    ).toEqual({
      owner: 'group:default/hosts',
      nodes: false,
      system: 'system:default/s',
    });
    expect(owner('c', 'kubernetes')).toBe('group:default/rest');
  });
});
