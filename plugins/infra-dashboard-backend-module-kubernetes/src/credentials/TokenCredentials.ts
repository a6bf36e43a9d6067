import {
  readPem,
  readPemFile,
  readSecretFile,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import type { KubernetesConfig } from '../config';
import type { Credentials, CredentialsSource } from './types';

/** `url` with a service account's token, each given here or in a file. */
export class TokenCredentials implements CredentialsSource {
  readonly #config: KubernetesConfig & { url: string };

  constructor(config: KubernetesConfig & { url: string }) {
    this.#config = config;
  }

  async load(): Promise<Credentials> {
    const {
      url,
      serviceAccountToken,
      serviceAccountTokenFile,
      caData,
      caFile,
      skipTLSVerify,
    } = this.#config;
    const token = serviceAccountTokenFile
      ? await readSecretFile(serviceAccountTokenFile, 'serviceAccountTokenFile')
      : serviceAccountToken;
    const ca = caFile
      ? await readPemFile(caFile, 'caFile')
      : caData && readPem(caData);
    return {
      server: url,
      tls: { ca, allowInsecure: skipTLSVerify },
      rotates: serviceAccountTokenFile !== undefined,
      headers: token ? { Authorization: `Bearer ${token}` } : {},
    };
  }
}
