// Looks at a portal in Chromium.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { start, stop, waitFor } from '../../scripts/children.mjs';
import { mustRun } from './mustRun.mjs';

/**
 * Starts a portal's backend, which serves its page as well, and runs the tests against it.
 *
 * @param options.template - `default` or `legacy`
 * @param options.url - address of the portal in its configuration
 * @param options.configs - configuration files next to the stock portal's own
 */
export async function checkPortal(options) {
  const { name, template, folder, url, configs, yarn, env } = options;
  const backend = start(
    `backend of ${name}`,
    [
      ...yarn,
      'workspace',
      'backend',
      'start',
      ...['../../app-config.yaml', ...configs].flatMap(file => [
        '--config',
        file,
      ]),
    ],
    { env: { ...env, LOG_LEVEL: 'warn' }, cwd: folder },
  );
  try {
    if (!(await waitFor(`${url}/.backstage/health/v1/readiness`, 240))) {
      throw new Error('The backend did not get ready');
    }
    await mustRun(
      [
        ...yarn,
        'playwright',
        'test',
        '--config',
        'e2e/playwright.config.ts',
        '--project=install',
      ],
      { env: { ...env, PORTAL_URL: url, PORTAL_TEMPLATE: template } },
    );
  } finally {
    await stop(backend);
  }
}

/** Removes our lines from the backend and lets it discover its features. */
export function useDiscovery(folder, steps) {
  const file = join(folder, 'packages/backend/src/index.ts');
  let source = readFileSync(file, 'utf8');
  for (const snippet of steps.snippets) {
    source = source.replace(snippet.code, '');
  }
  if (source.includes('infra-dashboard')) throw new Error('lines are left');
  writeFileSync(
    file,
    [
      "import { discoveryFeatureLoader } from '@backstage/backend-defaults';",
      source.replace(
        'backend.start();',
        'backend.add(discoveryFeatureLoader);\nbackend.start();',
      ),
    ].join('\n'),
  );
}
