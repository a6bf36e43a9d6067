import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { findFile } from './findFile';

describe('findFile', () => {
  const directory = createMockDirectory();
  const before = process.cwd();

  afterEach(() => process.chdir(before));

  it('looks in the working directory, then in the root of the portal', async () => {
    const root = realpathSync(directory.path);
    const backend = join(root, 'packages/backend');
    mkdirSync(backend, { recursive: true });
    for (const file of ['both.pem', 'root.pem', 'packages/backend/both.pem']) {
      writeFileSync(join(root, file), '');
    }
    process.chdir(backend);
    expect(await findFile('./both.pem')).toBe(join(backend, 'both.pem'));
    expect(await findFile('root.pem')).toBe(join(root, 'root.pem'));
    expect(await findFile('nowhere.pem')).toBe(join(backend, 'nowhere.pem'));
    expect(await findFile('/absolute.pem')).toBe('/absolute.pem');
  });
});
