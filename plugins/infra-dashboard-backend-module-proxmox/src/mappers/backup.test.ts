import { backupJobSchema, clusterTaskSchema, type Resource } from '../schemas';
import { addBackups, hasJob } from './backup';

const guest = (vmid: number, node: string, more: object = {}) =>
  ({ type: 'qemu', vmid, node, ...more } as Resource);

const rows = [
  guest(100, 'a'),
  guest(101, 'a', { pool: 'shop' }),
  guest(102, 'a'),
  guest(200, 'b'),
];

const job = (values: object) => backupJobSchema.parse(values);

function backupsOf(
  tasks: object[],
  options: { jobs?: object[]; seenAt?: number } = {},
) {
  const backups = new Map<number, number>();
  const { jobs = [], seenAt = 0 } = options;
  addBackups(
    backups,
    tasks.map(one => clusterTaskSchema.parse({ type: 'vzdump', ...one })),
    {
      rows,
      jobs: jobs.map(job),
      seenAt: new Map(rows.map(({ vmid }) => [vmid!, seenAt])),
    },
  );
  return Object.fromEntries(backups);
}

describe('backups', () => {
  const done = { node: 'a', starttime: 50, endtime: 60, status: 'OK' };

  it('are the last good tasks of a guest', () => {
    expect(
      backupsOf([
        { ...done, id: '100' },
        { ...done, id: 100, endtime: 90, status: 'WARNINGS: 2' },
        { ...done, id: '100', endtime: 70 },
        { ...done, id: '101', status: 'job errors' },
        { ...done, id: '102', endtime: undefined, status: undefined },
        { ...done, id: '102', type: 'qmstart' },
      ]),
    ).toEqual({ 100: 90_000 });
  });

  it('of several guests in one task are those of its node in each job', () => {
    const task = { ...done, id: '' };
    expect(backupsOf([task])).toEqual({});
    const all = { enabled: 1, all: 1, exclude: '102' };
    expect(backupsOf([task], { jobs: [all] })).toEqual({
      ...{ 100: 60_000, 101: 60_000 },
    });
    // It may have been this one; a job that is off, or of one guest, was not.
    const others = [
      { vmid: '101,102' },
      { all: 1, enabled: 0 },
      { pool: 'shop' },
      { vmid: '100' },
    ];
    expect(backupsOf([task], { jobs: [all, ...others] })).toEqual({
      101: 60_000,
    });
    // A guest that may be younger than the task.
    expect(backupsOf([task], { jobs: [all], seenAt: 51_000 })).toEqual({});
  });

  it('are missing where no job has the guest', () => {
    const jobs = [{ vmid: '100, 200', node: 'a' }, { pool: 'shop' }].map(job);
    expect(rows.map(row => hasJob(jobs, row))).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
