import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version of the binary and its end. */
export interface Scheduler {
  version: string;
  close(): Promise<void>;
}

/** @param args - of kubectl: the kubeconfig and its context */
export async function startScheduler(args: string[]): Promise<Scheduler> {
  const { KUBECTL = 'kubectl', KUBE_SCHEDULER = 'kube-scheduler' } =
    process.env;
  const printed = await run(KUBE_SCHEDULER, ['--version']);
  const [, version = '', minor = ''] =
    /v(\d+\.(\d+)\.\d+)/.exec(printed.stdout) ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'scheduler-'));
  const kubeConfig = join(folder, 'kubeconfig');
  const view = ['config', 'view', '--minify', '--flatten', '--raw'];
  const { stdout } = await run(KUBECTL, [...args, ...view]);
  await writeFile(kubeConfig, stdout, { mode: 0o600 });
  const child = spawn(
    KUBE_SCHEDULER,
    [
      ...[`--kubeconfig=${kubeConfig}`, '--leader-elect=false'],
      '--secure-port=0',
      // Before 1.23 it would listen without TLS as well.
      ...(Number(minor) < 23 ? ['--port=0'] : []),
      ...['--kube-api-qps=500', '--kube-api-burst=500'],
    ],
    { stdio: 'ignore' },
  );
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  return {
    version,
    async close() {
      child.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
