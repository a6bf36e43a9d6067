import { writeFile } from 'node:fs/promises';
import { KUBE_CONFIG_FILES } from '../__testUtils__/kubeConfigFiles';
import { useKubeConfig } from '../__testUtils__/useKubeConfig';
import { kubernetesConfigSchema } from '../config';
import { KubeConfigCredentials } from './KubeConfigCredentials';

const { signal } = new AbortController();

describe('files that kubectl was tried with', () => {
  const { file } = useKubeConfig();

  it.each(KUBE_CONFIG_FILES.map(one => [one.title, one] as const))(
    'read as kubectl does: %s',
    async (_, { content, expected }) => {
      const path = file('config');
      const text =
        typeof content === 'string' ? content : JSON.stringify(content);
      await writeFile(path, text);
      const source = new KubeConfigCredentials({
        config: kubernetesConfigSchema.parse({ kubeConfigPath: path }),
      });
      const outcome = await source.load({ renew: false, signal }).then(
        ({ headers, impersonation, server }) => {
          const lines = Object.entries(impersonation ?? {}).flatMap(
            ([name, values]) =>
              values.map(value => `${name.toLowerCase()}: ${value}`),
          );
          return {
            server: server.replace('https://', ''),
            ...(headers.Authorization && {
              authorization: headers.Authorization,
            }),
            ...(lines.length > 0 && { impersonation: lines.sort() }),
          };
        },
        error => ({ refused: error.code }),
      );
      expect(outcome).toEqual(expected ?? { refused: 'MISCONFIGURED' });
    },
  );
});
