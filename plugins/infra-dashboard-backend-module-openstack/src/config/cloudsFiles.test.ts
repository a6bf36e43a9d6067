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

  const read = (content: object | string) => {
    const cloudsYamlPath = join(directory, 'clouds.yaml');
    const text =
      typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(cloudsYamlPath, text);
    return settings({ cloud: 'c', cloudsYamlPath }).then(
      ({ credentials, identityUrl, region, tls }) => ({
        verdict: identityUrl,
        password: (credentials as { password?: string }).password,
        region,
        isVerified: !tls.allowInsecure,
      }),
      ({ code }) => ({ verdict: code }),
    );
  };

  it.each(CLOUDS_FILES.map(one => [one.title, one] as const))(
    'gives the same verdict: %s',
    async (_, { content, expected, isValid }) => {
      expect(await read(content)).toMatchObject({
        verdict: isValid ? 'https://keystone.example/v3' : 'MISCONFIGURED',
        ...expected,
      });
    },
  );

  it.each(['<<: [', 'list: ['])(
    'refuses a small file that would fill the memory: %s',
    async key => {
      const levels = Array.from({ length: 12 }, (_, level) => {
        const aliases = Array(9).fill(`*a${level}`).join(', ');
        return `a${level + 1}: &a${
          level + 1
        } { k${level}: 1, ${key}${aliases}] }`;
      });
      const content = ['a0: &a0 { k: 1 }', ...levels, 'clouds: *a12'];
      expect(await read(content.join('\n'))).toEqual({
        verdict: 'MISCONFIGURED',
      });
    },
  );
});
