import {
  mergeMessages,
  type Platform,
  type PlatformContext,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { kubernetesConfigSchema, type KubernetesConfig } from './config';
import { detailFacts } from './describe/facts';
import { labelCommands } from './describe/commands';
import { facts } from './facts';
import { form } from './form';
import { POD } from './mappers/pod';
import { expandTemplates } from './messages';
import { de, dePerResource } from './messages/de';
import { fr, frPerResource } from './messages/fr';
import { promql } from './promql';
import { support } from './support';
import { KubernetesProvider } from './provider';
import {
  CONTROLLER_KINDS,
  EVENTS,
  NODE_METRICS,
  OBJECT_RULES,
  POD_METRICS,
} from './resources';

const RESOURCE_IDS = [...OBJECT_RULES, NODE_METRICS, POD_METRICS, EVENTS].map(
  ({ id }) => id,
);

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
  ownership: {
    annotations: {
      id: 'backstage.io/kubernetes-id',
      selector: 'backstage.io/kubernetes-label-selector',
      namespace: 'backstage.io/kubernetes-namespace',
      cluster: 'backstage.io/kubernetes-cluster',
    },
    idKeys: ['backstage.io/kubernetes-id'],
    claimCommands: labelCommands,
    conventions: [
      { label: 'app.kubernetes.io/name', kind: 'id' },
      { label: 'app.kubernetes.io/instance', kind: 'id' },
      { label: 'app.kubernetes.io/part-of', kind: 'part' },
    ],
  },
  promql,
  support,
  workloadTypes: [...CONTROLLER_KINDS, POD].map(({ descriptor }) => descriptor),
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
  fields: form.fields,
  facts: { ...facts.facts, ...detailFacts.facts },
  messages: mergeMessages(
    {
      de: expandTemplates(de, dePerResource, RESOURCE_IDS),
      fr: expandTemplates(fr, frPerResource, RESOURCE_IDS),
    },
    form.messages,
    facts.messages,
    detailFacts.messages,
  ),
  configSchema: kubernetesConfigSchema,
  create: (context: PlatformContext<KubernetesConfig>) =>
    new KubernetesProvider(context),
};
