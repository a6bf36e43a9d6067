import type { InfraProviderFactory } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { kubernetesProviderFactory } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-kubernetes';
import { openstackProviderFactory } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-openstack';
import { proxmoxProviderFactory } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-proxmox';

/** The platforms that ship with the plugin; they register as any other would. */
export const builtInProviders: InfraProviderFactory<any>[] = [
  proxmoxProviderFactory,
  kubernetesProviderFactory,
  openstackProviderFactory,
];
