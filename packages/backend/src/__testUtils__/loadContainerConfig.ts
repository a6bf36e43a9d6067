import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ConfigSources } from '@backstage/config-loader';

export const ROOT = resolve(__dirname, '../../../..');

/** What docker-compose.yml sets. */
const ENVIRONMENT: Record<string, string> = {
  PORTAL_URL: 'https://portal.example',
  POSTGRES_HOST: 'postgres',
  POSTGRES_PORT: '5432',
  POSTGRES_USER: 'portal',
  POSTGRES_PASSWORD: 'secret',
  REDIS_URL: 'redis://redis:6379',
  AUTH_SESSION_SECRET: 'secret',
};

/** Prints the arguments in place of starting the backend. */
const STUB = 'console.log(JSON.stringify(process.argv.slice(2)));';

/**
 * The configuration as the container merges it: its own start script chooses the files, and
 * Backstage's loader merges them.
 *
 * @param mounted - texts of files below the mounted folder, by their path in it;
 *   `/app/config` in them becomes the path of that folder
 */
export async function loadContainerConfig(mounted: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'infra-container-'));
  const config = join(folder, 'config');
  const write = async (path: string, text: string) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  await write(join(folder, 'packages/backend/index.js'), STUB);
  await copyFile(
    join(ROOT, 'scripts/image/start.cjs'),
    join(folder, 'start.cjs'),
  );
  await mkdir(config);
  for (const [name, text] of Object.entries(mounted)) {
    await write(join(config, name), text.replaceAll('/app/config', config));
  }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(folder, 'start.cjs')],
    { cwd: ROOT, env: { PATH: process.env.PATH, CONFIG_FOLDER: config } },
  );
  const argv: string[] = JSON.parse(stdout.trim().split('\n').at(-1)!);
  const source = ConfigSources.default({
    argv,
    env: {},
    watch: false,
    substitutionFunc: async name => ENVIRONMENT[name],
  });
  return {
    config: await ConfigSources.toConfig(source),
    remove: () => rm(folder, { recursive: true }),
  };
}
