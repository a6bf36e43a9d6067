import type { JsonValue } from '@backstage/types';
import { describeIssue } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { createReport } from '../testing/createReport';
import { readOwnershipConfig } from './readOwnershipConfig';

function read(raw: JsonValue | undefined) {
  const report = createReport(raw === undefined ? {} : { ownership: raw });
  const config = readOwnershipConfig(report);
  return { config, problems: report.issues.map(describeIssue) };
}

describe('readOwnershipConfig', () => {
  it('has nothing but the interval where nothing is configured', () => {
    expect(read(undefined)).toEqual({
      config: { rules: [], defaults: [], refreshMs: 300_000 },
      problems: [],
    });
  });

  it('names each invalid key, and uses the valid ones', () => {
    const { config, problems } = read({
      refreshInterval: { minutes: 1 },
      rule: [],
      rules: [
        { label: 'a', entityRef: '{value}' },
        { label: 'a', tag: 'b', entityRef: '{value}' },
        { label: 'a' },
        { tag: 'x-{value}', owner: 'a:b:c' },
        { tag: 7, owner: 'team' },
        { labels: 'a', label: 'a', owner: 'team' },
        'label',
      ],
      defaults: [
        { namespace: 'a', owner: 'team' },
        { owner: 'team' },
        { namespace: 'a', owner: '{value}' },
        { cluster: 'a' },
      ],
    });
    expect(config).toEqual({
      refreshMs: 60_000,
      rules: [{ label: 'a', entityRef: '{value}' }],
      defaults: [{ namespace: 'a', owner: 'team' }],
    });
    const key = 'infraDashboard.ownership';
    expect(problems).toEqual([
      `${key}.rule: unknown key 'rule'; did you mean 'rules'?`,
      `${key}.rules[1]: must have exactly one of label, metadata, tag and namespace`,
      `${key}.rules[2]: must have an entityRef, an owner or both`,
      `${key}.rules[3].owner: must be an entity reference such as 'component:default/{value}'`,
      `${key}.rules[4].tag: must be a text`,
      `${key}.rules[5].labels: unknown key 'labels'; did you mean 'label'?`,
      `${key}.rules[6]: must be an object`,
      `${key}.defaults[1]: must have a namespace, a cluster or a provider`,
      `${key}.defaults[2].owner: holds {value}, which only rules have`,
      `${key}.defaults[3]: must have an entityRef, an owner or both`,
    ]);
  });

  it('trusts no entity because a location is wrong', () => {
    const locations = ['url:https://git.example/', 7, ''];
    expect(read({ locations }).config.locations).toEqual([locations[0]]);
    expect(read({ locations: 'file:' }).config.locations).toEqual([]);
    expect(read({ locations: [] }).config.locations).toEqual([]);
    expect(read({ locations }).problems).toHaveLength(2);
  });

  it.each([
    ['rules', { rules: {} }, '.rules: must be a list'],
    ['interval', { refreshInterval: 'soon' }, '.refreshInterval: must be a'],
    ['whole', [], ': must be an object'],
  ])('reports what is wrong with the %s', (_what, raw, problem) => {
    expect(read(raw).problems).toEqual([
      expect.stringContaining(`infraDashboard.ownership${problem}`),
    ]);
    expect(read(raw).config.refreshMs).toBe(300_000);
  });
});
