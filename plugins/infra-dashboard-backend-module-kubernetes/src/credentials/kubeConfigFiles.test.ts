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
      const loading = source.load({ renew: false, signal });
      if (!expected) {
        await expect(loading).rejects.toMatchObject({ code: 'MISCONFIGURED' });
        return;
      }
      const { headers, impersonation, server } = await loading;
      const lines = Object.entries(impersonation ?? {}).flatMap(
        ([name, values]) => values.map(value => `${name.toLowerCase()}: ${value}`),
      );
      expect({
        server: server.replace('https://', ''),
        ...(headers.Authorization && { authorization: headers.Authorization }),
        ...(lines.length > 0 && { impersonation: lines.sort() }),
      }).toEqual(expected);
    },
  );
});
