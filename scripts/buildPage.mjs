// The page of the demo portal, as the backend serves it.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './toolchain.mjs';

/** The page was built, and nothing that it is made of has changed since. */
function isBuilt() {
  const page = join(root, 'packages/app/dist/index.html');
  if (!existsSync(page)) return false;
  const builtAt = statSync(page).mtimeMs;
  return [
    'packages/app/src',
    'plugins/infra-dashboard/src',
    'plugins/infra-dashboard-common/src',
  ].every(folder =>
    readdirSync(join(root, folder), { recursive: true }).every(
      file => statSync(join(root, folder, file)).mtimeMs < builtAt,
    ),
  );
}

/** Builds it unless that was done; ends this process where it fails. */
export async function buildPage({ yarn, env }) {
  if (isBuilt()) return;
  const [program, ...args] = yarn;
  const code = await run(program, [...args, 'workspace', 'app', 'build'], {
    env,
  });
  if (code !== 0) process.exit(code);
}
