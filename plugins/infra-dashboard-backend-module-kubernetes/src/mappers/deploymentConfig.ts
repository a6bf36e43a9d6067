import type { Workload } from '@infra-dashboard/backstage-plugin-infra-dashboard-common';
import { cleanText } from '@infra-dashboard/backstage-plugin-infra-dashboard-node';
import { deploymentSchema, type KubernetesDeployment } from '../schemas';
import { mapController, replicasOf } from './controller';
import { deploymentStatus } from './deployment';
import type { MapOptions } from './MapOptions';
import { defineWorkloadKind } from './WorkloadKind';

/**
 * Maps a DeploymentConfig of `GET /apis/apps.openshift.io/v1/deploymentconfigs`. Its counts and
 * conditions are those of a Deployment.
 */
function mapDeploymentConfig(
  config: KubernetesDeployment,
  options: MapOptions,
): Workload {
  return mapController(config, deploymentStatus(config), {
    ...options,
    type: 'deploymentconfig',
    counts: replicasOf(config),
    details: { strategy: cleanText(config.spec?.strategy?.type) },
  });
}

export const DEPLOYMENT_CONFIG = defineWorkloadKind({
  descriptor: {
    type: 'deploymentconfig',
    title: 'DeploymentConfig',
    icon: 'stack',
    role: 'app',
    aliases: ['dc'],
  },
  rule: {
    group: 'apps.openshift.io',
    resource: 'deploymentconfigs',
    discovered: true,
  },
  schema: deploymentSchema,
  map: mapDeploymentConfig,
});
