import type { InfraProviderFactory } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { kubernetesProviderFactory } from './kubernetes';
import { openstackProviderFactory } from './openstack';
import { proxmoxProviderFactory } from './proxmox';

/** The platforms that ship with the plugin; they register as any other would. */
export const builtInProviders: InfraProviderFactory<any>[] = [
  proxmoxProviderFactory,
  kubernetesProviderFactory,
  openstackProviderFactory,
];
