import { kubernetesPlatform } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-kubernetes';
import { openstackPlatform } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-openstack';
import { proxmoxPlatform } from '@infra-dashboard/backstage-plugin-infra-dashboard-backend-module-proxmox';
import { PlatformRegistry } from '../platforms/PlatformRegistry';

/** A registry with the platforms that the backend brings. */
export function createRegistry(): PlatformRegistry {
  const registry = new PlatformRegistry();
  registry.addPlatform(proxmoxPlatform);
  registry.addPlatform(kubernetesPlatform);
  registry.addPlatform(openstackPlatform);
  return registry;
}
