import {
  mergeMessages,
  type Platform,
  type PlatformContext,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { openstackConfigSchema, type OpenStackConfig } from './config';
import { detailFacts } from './describe/facts';
import { propertyCommands } from './describe/describeWorkload';
import { facts } from './facts';
import { form } from './form';
import { de, fr } from './messages';
import { en } from './messages/en';
import { promql } from './promql';
import { OpenStackProvider } from './provider';
import { support } from './support';

/** OpenStack clouds; each region is a cluster. @public */
export const openstackPlatform: Platform<any> = {
  type: 'openstack',
  title: 'OpenStack',
  icon: 'cloud',
  terms: {
    cluster: 'region',
    node: 'hypervisor',
    namespace: 'project',
    requested: 'allocated',
  },
  workloadTypes: [
    {
      ...{ type: 'instance', title: en['type-instance'], role: 'machine' },
      aliases: ['vm', 'server'],
    },
  ],
  columns: [
    'cluster',
    'namespace',
    'node',
    'addresses',
    'flavor',
    'cpu',
    'memory',
    'created',
  ],
  fields: form.fields,
  promql,
  support,
  catalog: { node: 'openstack-hypervisor' },
  facts: { ...facts.facts, ...detailFacts.facts },
  messages: mergeMessages(
    { de, fr },
    form.messages,
    facts.messages,
    detailFacts.messages,
  ),
  ownership: {
    claimCommands: propertyCommands,
    // Keys of metadata may not contain a slash.
    idKeys: [
      'backstage_io_kubernetes_id',
      'backstage.io_kubernetes-id',
      'backstage.io.kubernetes-id',
    ],
  },
  configSchema: openstackConfigSchema,
  create: (context: PlatformContext<OpenStackConfig>) =>
    new OpenStackProvider(context),
};
