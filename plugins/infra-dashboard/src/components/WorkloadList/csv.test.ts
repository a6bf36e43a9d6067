import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { FakeInfraDashboardApi } from '../../__testUtils__/FakeInfraDashboardApi';
import { manyPods } from '../../__testUtils__/demoInventory';
import {
  workloadCsvHead as csvHead,
  workloadCsvLines as csvLines,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-common/client';
import { exportList } from '../ListExport';
import { exportedWorkloads } from './exportWorkloads';

const NEVER = new AbortController().signal;

function workload(more: Partial<Workload>): Workload {
  return {
    id: 'u-1',
    name: 'web',
    cluster: 'c',
    provider: 'kubernetes',
    type: 'pod',
    status: 'Running',
    health: 'healthy',
    cpu: {},
    memory: {},
    ...more,
  };
}

function cell(column: string, more: Partial<Workload>): string {
  const index = csvHead().slice(1).trim().split(',').indexOf(`"${column}"`);
  // Only the tested cell may contain commas, so it is the rest of the row.
  const cells = csvLines([workload(more)])
    .replace(/\r\n$/, '')
    .split(',');
  const after = csvHead().split(',').length - index - 1;
  return cells.slice(index, cells.length - after).join(',');
}

function apiWith(count: number) {
  return new FakeInfraDashboardApi({
    clusters: [],
    providers: [],
    workloads: manyPods({ cluster: 'c', node: 'n', count }),
  });
}

describe('CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\r=x', "'\r'=x"],
    ['＝1＋1', "'＝1＋1"],
    ['＋1', "'＋1"],
    ['－2', "'－2"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['  =1', "  '=1"],
    // Where the separator of the spreadsheet is another one.
    ['a;=1', "a;'=1"],
    ['a,=1', "a,'=1"],
    ['a|@x', "a|'@x"],
    ['a\t-1', "a\t'-1"],
    ['a\n=1', "a\n'=1"],
    ['a; ＝1', "a; '＝1"],
    ['x;"=1', `x;""'=1`],
    // What is no formula stays as it is.
    ['Back-off restarting a=b', 'Back-off restarting a=b'],
  ])('lets no spreadsheet take %j for a formula', (name, text) =>
    expect(cell('name', { name })).toBe(`"${text}"`),
  );

  it('quotes every text, so that nothing breaks a line', () => {
    expect(cell('reason', { statusReason: 'a "b", c\nd' })).toBe(
      '"a ""b"", c\nd"',
    );
    expect(cell('name', { name: '=A1,B1' })).toBe(`"'=A1,B1"`);
    expect(cell('name', { name: 'web' })).toBe('"web"');
  });

  it('writes numbers as they are, and nothing for what is not known', () => {
    const more = { cpu: { usage: 0 }, memory: { total: 2 ** 31 } };
    expect(cell('cpu_cores_used', more)).toBe('0');
    expect(cell('cpu_cores', more)).toBe('');
    expect(cell('memory_bytes', more)).toBe('2147483648');
  });
});

describe('exportList', () => {
  it('reads every page and reports progress', async () => {
    const onProgress = jest.fn();
    const { done, file, total } = await exportList(
      exportedWorkloads(apiWith(2_345), { sort: 'name' }),
      {
        signal: NEVER,
        onProgress,
      },
    );
    expect([done, total]).toEqual([2_345, 2_345]);
    expect(onProgress.mock.calls.map(([progress]) => progress.done)).toEqual([
      1_000, 2_000, 2_345,
    ]);
    const lines = (await file.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(2_346);
    expect(lines[0]).toMatch(/"cluster","platform","type","name",/);
    expect(lines[2_345]).toContain('load-2344');
  });

  it('stops at its limit, and reports the total', async () => {
    const api = apiWith(2_345);
    const { done, total } = await exportList(exportedWorkloads(api, {}), {
      signal: NEVER,
      onProgress: () => {},
      maxRows: 1_500,
    });
    expect([done, total]).toEqual([1_500, 2_345]);
    expect(api.workloadQueries.map(({ limit }) => limit)).toEqual([1_000, 500]);
  });

  it('stops when aborted', async () => {
    const controller = new AbortController();
    const api = apiWith(5_000);
    const exported = exportList(exportedWorkloads(api, {}), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(exported).rejects.toMatchObject({ name: 'AbortError' });
    expect(api.workloadQueries).toHaveLength(2);
  });
});
