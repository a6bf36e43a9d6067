// Starts backends of the portal that share a database.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { start, waitFor } from '../../scripts/children.mjs';
import { root } from '../../scripts/toolchain.mjs';

/** How long a replica may take to get ready, on a busy machine. */
const READY_SECONDS = 300;

/**
 * Makes a function that starts the replica of an index. Each is one process, so that killing it
 * leaves nothing of it behind.
 */
export function replicaStarter({ node, env, ports, configs, variables }) {
  const backend = join(root, 'packages/backend');
  const transform = createRequire(join(backend, 'package.json')).resolve(
    '@backstage/cli/config/nodeTransform.cjs',
  );
  return async index => {
    const child = start(
      `replica ${index + 1}`,
      [
        ...[node, '--require', transform, 'src/index.ts'],
        ...configs.flatMap(file => ['--config', join('../..', file)]),
      ],
      {
        cwd: backend,
        env: {
          ...env,
          NODE_ENV: 'development',
          LOG_LEVEL: env.LOG_LEVEL ?? 'warn',
          REPLICA_PORT: String(ports[index]),
          ...variables,
        },
      },
    );
    const address = `http://127.0.0.1:${ports[index]}`;
    const ready = `${address}/.backstage/health/v1/readiness`;
    if (!(await waitFor(ready, READY_SECONDS))) {
      throw new Error(`Replica ${index + 1} did not get ready`);
    }
    return { child, address };
  };
}
