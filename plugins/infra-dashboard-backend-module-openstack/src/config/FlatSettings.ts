import type { ServiceName } from '../client/catalog';
import type { OpenStackConfig } from '../config';

/** By service; clouds.yaml has them as `compute_endpoint_override` and so on. */
export type EndpointOverrides = Partial<Record<ServiceName, string>>;

/** The keys of app-config, also where clouds.yaml sets them. */
export type FlatSettings = Omit<OpenStackConfig, 'cloud' | 'cloudsYamlPath'> & {
  clientCertFile?: string;
  clientKeyFile?: string;
  endpoints?: EndpointOverrides;
};
