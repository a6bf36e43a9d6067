import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLOUDS_FILES } from '../__testUtils__/cloudsFiles';
import { settings } from '../__testUtils__/settings';

describe('files that openstacksdk was tried with', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'clouds-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const verdictOn = async (content: unknown) => {
    const cloudsYamlPath = join(directory, 'clouds.yaml');
    writeFileSync(cloudsYamlPath, JSON.stringify(content));
    return settings({ cloud: 'c', cloudsYamlPath }).then(
      ({ identityUrl }) => identityUrl,
      ({ code }) => code,
    );
  };

  it.each(CLOUDS_FILES.map(one => [one.title, one] as const))(
    'gives the same verdict: %s',
    async (_, { content, isValid }) => {
      expect(await verdictOn(content)).toBe(
        isValid ? 'https://keystone.example/v3' : 'MISCONFIGURED',
      );
    },
  );
});
