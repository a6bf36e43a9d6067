import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { waitFor } from '@infra-dashboard/backstage-plugin-infra-dashboard-node/testUtils';
import { AppConfigWatch } from './AppConfigWatch';

it('logs when Backstage does not take over its configuration any more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'app-config-'));
  const path = join(folder, 'app-config.yaml');
  await writeFile(path, 'app: { title: One }');
  let takeOver = () => {};
  const config = {
    subscribe: (listener: () => void) => {
      takeOver = listener;
      return { unsubscribe: () => {} };
    },
  } as unknown as RootConfigService;
  const logger = mockServices.logger.mock();
  const watch = new AppConfigWatch({ logger, graceMs: 300 });
  await watch.start(config, ['--config', path, '--inspect']);
  const messages = () => logger.warn.mock.calls.map(([message]) => message);
  const write = async (text: string, count: number) => {
    await writeFile(path, text);
    await waitFor(() => expect(messages()).toHaveLength(count));
  };
  try {
    // A watch that works.
    const working = setInterval(() => takeOver(), 50);
    await writeFile(path, 'app: { title: Two }');
    await sleep(1_500);
    clearInterval(working);
    expect(messages()).toEqual([]);
    // What it took over shortly before a change counts for the change.
    await sleep(500);
    await write('app: { tit', 1);
    await write('app: { title: Three }', 2);
    expect(messages()).toEqual([
      expect.stringMatching(/^app-config\.yaml is invalid, and Backstage/),
      expect.stringMatching(/^app-config\.yaml changed, and Backstage/),
    ]);
    expect(messages().join()).not.toContain('Three');
  } finally {
    await watch.close();
    await rm(folder, { recursive: true });
  }
});
