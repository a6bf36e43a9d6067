import {
  mergeMessages,
  type Platform,
  type PlatformContext,
} from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { proxmoxConfigSchema, type ProxmoxConfig } from './config';
import { detailFacts } from './describe/facts';
import { tagCommands } from './describe/describeWorkload';
import { facts } from './facts';
import { form } from './form';
import { de, fr } from './messages';
import { en } from './messages/en';
import { promql } from './promql';
import { support } from './support';
import { ProxmoxProvider } from './provider';

/** See `backupJob` in mappers/workload.ts. */
const WITHOUT_JOB = { key: 'backupJob', values: ['none'] };

/** Proxmox VE clusters and standalone nodes. @public */
export const proxmoxPlatform: Platform<any> = {
  type: 'proxmox',
  title: 'Proxmox VE',
  icon: 'server',
  terms: {
    cluster: 'cluster',
    node: 'node',
    namespace: 'pool',
    requested: 'requested',
  },
  workloadTypes: [
    {
      ...{ type: 'qemu', title: en['type-qemu'], role: 'machine' },
      aliases: ['vm'],
      unprotected: WITHOUT_JOB,
    },
    {
      ...{ type: 'lxc', title: en['type-lxc'], role: 'machine' },
      aliases: ['ct', 'container'],
      unprotected: WITHOUT_JOB,
    },
  ],
  ownership: { namespaceIsTag: true, claimCommands: tagCommands },
  promql,
  support,
  columns: ['cluster', 'vmid', 'node', 'cpu', 'memory', 'storage', 'uptime'],
  fields: form.fields,
  facts: { ...facts.facts, ...detailFacts.facts },
  messages: mergeMessages(
    { de, fr },
    form.messages,
    facts.messages,
    detailFacts.messages,
  ),
  configSchema: proxmoxConfigSchema,
  create: (context: PlatformContext<ProxmoxConfig>) =>
    new ProxmoxProvider(context),
};
