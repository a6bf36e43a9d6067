import type { BackupJob, ClusterTask, Resource } from '../schemas';
import { isGuest } from './resource';

/** Last good backups by number of the guest, in milliseconds since the epoch. */
export type Backups = Map<number, number>;

/** What is known of the backups of all guests. */
export interface BackupInfo {
  last: Backups;
  /** Absent until it is read, or where it may not be read. */
  jobs?: BackupJob[];
}

const listOf = (text: string | undefined) =>
  new Set(text?.split(/[,;\s]+/).filter(Boolean));

/** Whether a job backs up a guest, if it runs. */
function isInJob(job: BackupJob, { node, pool, vmid }: Resource): boolean {
  if (job.node && job.node !== node) return false;
  if (job.all) return !listOf(job.exclude).has(String(vmid));
  if (job.pool) return job.pool === pool;
  return listOf(job.vmid).has(String(vmid));
}

/** Jobs that are on; without a flag they are. */
function activeJobs(jobs: readonly BackupJob[]): BackupJob[] {
  return jobs.filter(({ enabled }) => enabled !== false);
}

/** Whether some job that is on backs up a guest. */
export function hasJob(jobs: readonly BackupJob[], row: Resource): boolean {
  return activeJobs(jobs).some(job => isInJob(job, row));
}

function isGoodBackup({ endtime, status, type }: ClusterTask): boolean {
  return (
    type === 'vzdump' &&
    endtime !== undefined &&
    /^(OK|WARNINGS)/.test(status ?? '')
  );
}

/**
 * Guests that a task backed up. The task of one guest has its number. That of several has none:
 * it was one of the jobs, so only guests of its node that are in each of them are certain.
 */
function guestsOf(
  task: ClusterTask,
  options: { rows: Resource[]; jobs: readonly BackupJob[] },
): number[] {
  const vmid = Number(task.id || NaN);
  if (Number.isSafeInteger(vmid)) return [vmid];
  const guests = options.rows.filter(
    row => isGuest(row) && row.node === task.node,
  );
  const jobs = activeJobs(options.jobs).filter(
    job => guests.filter(row => isInJob(job, row)).length > 1,
  );
  if (jobs.length === 0) return [];
  return guests
    .filter(row => jobs.every(job => isInJob(job, row)))
    .map(row => row.vmid!);
}

/**
 * Adds what tasks tell of backups.
 *
 * @param options - `seenAt`: since when each guest was seen; a task of several guests that began
 *   before may not have had it
 */
export function addBackups(
  backups: Backups,
  tasks: readonly ClusterTask[],
  options: {
    rows: Resource[];
    jobs: readonly BackupJob[];
    seenAt: ReadonlyMap<number, number>;
  },
): void {
  for (const task of tasks) {
    if (!isGoodBackup(task)) continue;
    const { endtime = 0, id, starttime = 0 } = task;
    for (const vmid of guestsOf(task, options)) {
      const seenAt = options.seenAt.get(vmid) ?? Infinity;
      if (!id && starttime * 1_000 < seenAt) continue;
      const at = endtime * 1_000;
      if (at > (backups.get(vmid) ?? 0)) backups.set(vmid, at);
    }
  }
}
