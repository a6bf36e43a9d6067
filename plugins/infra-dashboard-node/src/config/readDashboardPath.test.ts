import { ConfigReader } from '@backstage/config';
import { readDashboardPath } from './readDashboardPath';

describe('readDashboardPath', () => {
  it.each([
    [undefined, undefined, '/infrastructure'],
    ['/infra', undefined, '/infra'],
    ['infra/all/', undefined, '/infra/all'],
    ['/', undefined, ''],
    ['/infra', '/here', '/here'],
    [42, undefined, '/infrastructure'],
  ])('%p and of a part %p: %p', (dashboardPath, own, expected) => {
    const config = new ConfigReader({
      infraDashboard: { dashboardPath },
    } as never);
    expect(readDashboardPath(config, own)).toBe(expected);
  });
});
