import { writeFile } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { KUBE_CONFIG_FILES } from '../__testUtils__/kubeConfigFiles';
import { useKubeConfig } from '../__testUtils__/useKubeConfig';
import { kubernetesConfigSchema } from '../config';
import { KubeConfigCredentials } from './KubeConfigCredentials';

const { signal } = new AbortController();

describe('files that kubectl was tried with', () => {
  const { file } = useKubeConfig();

  it.each(KUBE_CONFIG_FILES.map(one => [one.title, one] as const))(
    'read as kubectl does: %s',
    async (_, { content, expected, refused, second }) => {
      const path = file('config');
      const text =
        typeof content === 'string' ? content : JSON.stringify(content);
      await writeFile(path, text);
      if (second !== undefined) await writeFile(file('second'), second);
      const kubeConfigPath =
        second === undefined ? path : `${path}${delimiter}${file('second')}`;
      const source = new KubeConfigCredentials({
        config: kubernetesConfigSchema.parse({ kubeConfigPath }),
      });
      const outcome = await source.load({ renew: false, signal }).then(
        ({ headers, impersonation, server }) => {
          const lines = Object.entries(impersonation ?? {}).flatMap(
            ([name, values]) =>
              values.map(value => `${name.toLowerCase()}: ${value}`),
          );
          return {
            server: server.replace(/^https?:\/\/(host-)?|\/$/g, ''),
            ...(headers.Authorization && {
              authorization: headers.Authorization,
            }),
            ...(lines.length > 0 && { impersonation: lines.sort() }),
          };
        },
        error => ({ refused: error.code }),
      );
      expect(outcome).toEqual(
        expected ?? { refused: refused ?? 'MISCONFIGURED' },
      );
    },
  );
});
