export {
  KubernetesProvider,
  kubernetesProviderFactory,
  type KubernetesProviderOptions,
} from './provider';
export { kubernetesConfigSchema, type KubernetesConfig } from './config';
