import type {
  Platform,
  PlatformContext,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { kubernetesConfigSchema, type KubernetesConfig } from './config';
import { KubernetesProvider } from './provider';

/** Kubernetes clusters of any distribution. @public */
export const kubernetesPlatform: Platform<any> = {
  type: 'kubernetes',
  title: 'Kubernetes',
  icon: 'steering-2',
  terms: {
    cluster: 'cluster',
    node: 'node',
    namespace: 'namespace',
    requested: 'requested',
  },
  workloadTypes: [
    { type: 'deployment', title: 'Deployment', role: 'app' },
    { type: 'pod', title: 'Pod', role: 'replica' },
  ],
  columns: [
    'cluster',
    'namespace',
    'node',
    'ready',
    'restarts',
    'cpu',
    'memory',
    'uptime',
  ],
  fields: [
    {
      key: 'url',
      label: 'API server URL',
      required: true,
      example: 'https://k8s.example:6443',
    },
    {
      key: 'serviceAccountToken',
      label: 'Service account token',
      type: 'secret',
    },
    {
      key: 'caFile',
      label: 'CA file',
      example: '/etc/ssl/cluster-ca.pem',
    },
    { key: 'namespace', label: 'Namespace', example: 'payments' },
  ],
  configSchema: kubernetesConfigSchema,
  create: (context: PlatformContext<KubernetesConfig>) =>
    new KubernetesProvider(context),
};
